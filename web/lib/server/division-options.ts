import type { Definition } from '@cuaso/platform/cases/definition.ts';
import { listDivisions } from '@cuaso/systems/directory/list-divisions.ts';
import type { Option } from '../ui/option.ts';

const perCall = 200;

/** Whether a form asks for an administrative division. */
export function needsDivisions(definition: Definition): boolean {
  return definition.sections.some((section) =>
    section.fields.some(({ type }) => type === 'division' || type === 'address'),
  );
}

/** The communes of the province under their districts, as a select lists them. */
export async function divisionOptions({ run }: App.Locals): Promise<Option[]> {
  const first = await run(listDivisions, { limit: perCall });
  const rest = first.total > perCall ? await run(listDivisions, { limit: perCall, offset: perCall }) : { rows: [] };
  const rows = [...first.rows, ...rest.rows];
  const communes = rows.filter(({ kind }) => ['ward', 'township', 'commune'].includes(kind));
  return communes
    .map(({ code, name, parentName }) => ({ value: code, label: name, group: parentName ?? '' }))
    .toSorted((a, b) => a.group.localeCompare(b.group, 'vi') || a.label.localeCompare(b.label, 'vi'));
}
