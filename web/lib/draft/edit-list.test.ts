import { definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { problemsOf } from '@cuaso/platform/cases/check-definition.ts';
import { describe, expect, test } from 'vitest';
import { editList, taskOf } from './edit-list.ts';
import { newDraftOf } from './new-draft.ts';

const { definition } = newDraftOf('Thủ tục thử', 'G15-HT');

describe('a button of the editor', () => {
  test('names a verb and a place; anything else is a plain save', () => {
    expect(taskOf('remove:sections.0.fields.2')).toEqual({ verb: 'remove', path: ['sections', '0', 'fields', '2'] });
    for (const text of [null, '', 'destroy:sections.0', 'add:', 'add:__proto__', 'add:sections..0']) {
      expect([text, taskOf(text)]).toEqual([text, undefined]);
    }
  });

  test('adds what the schema takes, each with a key of its own', () => {
    let changed = definition;
    for (const list of [
      'sections',
      'sections',
      'sections.0.fields',
      'papers',
      'papers',
      'channels.0.fees',
      'steps',
      'results',
    ]) {
      changed = editList(changed, { verb: 'add', path: list.split('.') });
    }
    const parsed = definitionSchema.parse(changed);
    const keys = parsed.sections.flatMap((section) => section.fields.map((field) => field.key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(3);
    expect(problemsOf(parsed)).not.toHaveProperty('definition.sections.0.fields.1.key');
  });

  test('moves and removes, and leaves the original and what does not exist alone', () => {
    const keys = (changed: typeof definition) => changed.steps.map((step) => step.key);
    expect(keys(editList(definition, { verb: 'down', path: ['steps', '0'] }))).toEqual([
      'sign',
      'handle',
      'issue',
      'hand_over',
    ]);
    expect(keys(editList(definition, { verb: 'remove', path: ['steps', '2'] }))).toEqual([
      'handle',
      'sign',
      'hand_over',
    ]);
    expect(editList(definition, { verb: 'up', path: ['steps', '0'] })).toEqual(definition);
    expect(editList(definition, { verb: 'add', path: ['nothing', '4', 'fields'] })).toEqual(definition);
    expect(keys(definition)).toEqual(['handle', 'sign', 'issue', 'hand_over']);
  });
});
