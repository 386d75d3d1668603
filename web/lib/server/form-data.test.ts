import { expect, test } from 'vitest';
import { inputOf, valuesOf } from './form-data.ts';

function formOf(...fields: [string, string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('names with dots, indexes and [] become objects and lists', () => {
  const form = formOf(['a.b', '1'], ['papers[0].key', 'x'], ['papers[1].key', 'y'], ['kinds[]', 'k'], ['c', 'd']);
  expect(plain(inputOf(form))).toEqual({
    a: { b: '1' },
    papers: [{ key: 'x' }, { key: 'y' }],
    kinds: ['k'],
    c: 'd',
  });
});

test('an empty text is absent, and an empty list is a list', () => {
  expect(plain(inputOf(formOf(['a', '  '], ['kinds[]', ''])))).toEqual({ kinds: [] });
});

test('a file field left empty is absent, and an empty file is not', () => {
  const none = new File([], '', { type: 'application/octet-stream' });
  expect(plain(inputOf(formOf(['scan', none])))).toEqual({});
  expect(inputOf(formOf(['scan', new File([], 'a.pdf')]))['scan']).toBeInstanceOf(File);
});

test('what a date field sent becomes a day, and what is no date stays for the schema to refuse', () => {
  const form = formOf(
    ['_date', 'bornOn'],
    ['bornOn', '5/3/1990'],
    ['_date', 'd.x'],
    ['d.x', '31/2/2020'],
    ['e', '5/3/1990'],
  );
  expect(plain(inputOf(form))).toEqual({ bornOn: '1990-03-05', d: { x: '31/2/2020' }, e: '5/3/1990' });
});

test('the names of the form itself do not reach the operation', () => {
  expect(plain(inputOf(formOf(['idempotency_key', 'k'], ['form', 'f'], ['_x', '1'])))).toEqual({});
});

test('a form cannot reach prototypes or make a huge list', () => {
  inputOf(formOf(['__proto__.polluted', 'x'], ['a.__proto__.polluted', 'x'], ['constructor.prototype.polluted', 'x']));
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(plain(inputOf(formOf(['a[999999999]', 'x'], ['b..c', 'x'])))).toEqual({});
});

test('contradicting names of one form do not break it', () => {
  expect(() => inputOf(formOf(['a', 'x'], ['a.b', 'y'], ['a[0]', 'z']))).not.toThrow();
});

test('typed values are kept for showing again, passwords, PINs and files are not', () => {
  const form = formOf(
    ['name', 'Mai'],
    ['kinds[]', 'a'],
    ['kinds[]', 'b'],
    ['password', 's'],
    ['pin', '123456'],
    ['otp', '654321'],
    ['scan', new File(['x'], 'x.pdf')],
  );
  expect(valuesOf(form)).toEqual({ name: 'Mai', 'kinds[]': ['a', 'b'] });
});
