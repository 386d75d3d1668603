import { fail } from '@cuaso/kernel/errors.ts';
import { type RawBuilder, sql } from 'kysely';
import { actorWordOf, type Confidentiality } from '../identity/actor.ts';
import type { Context } from '../operations/context.ts';
import { type Action, actionsOf } from './actions.ts';
import { announce } from './announce.ts';
import { getCalendar } from './calendar.ts';
import { getDefinition } from './definition-store.ts';
import type { Definition } from './definition.ts';
import { type DossierEvent, type EventBody, eventSchema } from './events.ts';
import { afterEvent, begun } from './fold.ts';
import { nextDossierCode } from './next-code.ts';
import { type Projection, projectionOf } from './projection.ts';
import type { DossierState } from './state.ts';

/** What a dossier is about, fixed when it begins. */
export type Opening = {
  definitionId: string;
  procedureCode: string;
  procedureName: string;
  fieldCode: string;
  level: 'province' | 'district' | 'commune';
  agencyId: string;
  confidentiality: Confidentiality;
  accountId: string | null;
  subject: string;
  submitted: Extract<EventBody, { kind: 'submitted' }>;
};

/** A dossier in hand: locked until the transaction ends. */
export type HeldDossier = {
  id: string;
  code: string;
  seq: number;
  agencyId: string;
  confidentiality: Confidentiality;
  accountId: string | null;
  procedureName: string;
  procedureCode: string;
  fieldCode: string;
  level: string;
  state: DossierState;
  definition: Definition;
  actions: readonly Action[];
};

/** Begins a dossier: takes its number, writes the first event and the current row. The secret goes on the receipt. */
export async function openDossier(ctx: Context, opening: Opening): Promise<HeldDossier & { secret: string }> {
  const id = ctx.newId();
  const secret = Buffer.from(ctx.random(12)).toString('base64url');
  const code = await nextDossierCode(ctx, opening.agencyId);
  const event = { ...(eventSchema.parse(opening.submitted) as typeof opening.submitted), seq: 1, at: ctx.now };
  const state = begun(event);
  const definition = await getDefinition(ctx, opening.definitionId);
  const row = projectionOf(state, definition, null);
  await sql`with made as (${eventsWritten(ctx, id, [event])}) insert into cases.dossier (id, code, code_secret, seq, folded, definition_id, procedure_code, procedure_name,
      field_code, level, agency_id, channel, state, unit_id, account_id, applicant_name, applicant_number, subject, submitted_at,
      fee_vnd, confidentiality)
    values (${id}, ${code}, ${secret}, 1, ${JSON.stringify(state)}::jsonb, ${opening.definitionId}, ${opening.procedureCode},
      ${opening.procedureName}, ${opening.fieldCode}, ${opening.level}, ${opening.agencyId}, ${event.channel}, ${row.state},
      ${row.unit_id}, ${opening.accountId}, ${event.applicant.name}, ${event.applicant.number}, ${opening.subject}, ${ctx.now},
      ${event.feeVnd}, ${opening.confidentiality})`.execute(ctx.tx);
  const { agencyId, confidentiality, accountId, procedureName, procedureCode, fieldCode, level } = opening;
  const actions = actionsOf(state, definition);
  const names = { id, code, agencyId, confidentiality, accountId, procedureName, procedureCode, fieldCode, level };
  const dossier: HeldDossier = { ...names, seq: 1, state, definition, actions };
  await announce(ctx, dossier, [event], null);
  return { ...dossier, secret };
}

/** Takes a dossier in hand: locks it first, so that what is decided next is decided on what is there. */
export async function holdDossier(ctx: Context, id: string, expectedSeq?: number): Promise<HeldDossier> {
  const found =
    await sql<StoredRow>`select id, code, seq, agency_id, account_id, procedure_name, procedure_code, field_code,
    level, definition_id, folded, confidentiality from cases.dossier where id = ${id} for update`.execute(ctx.tx);
  const row = found.rows[0] ?? fail('not_found', 'cases.no_such_dossier');
  if (expectedSeq !== undefined && expectedSeq !== row.seq)
    fail('conflict', 'cases.changed_meanwhile', { seq: row.seq });
  const definition = await getDefinition(ctx, row.definition_id);
  return {
    id: row.id,
    code: row.code,
    seq: row.seq,
    agencyId: row.agency_id,
    confidentiality: row.confidentiality,
    accountId: row.account_id,
    procedureName: row.procedure_name,
    procedureCode: row.procedure_code,
    fieldCode: row.field_code,
    level: row.level,
    state: row.folded,
    definition,
    actions: actionsOf(row.folded, definition),
  };
}

/** Refuses an action that the step does not allow now. */
export function requireAction(dossier: HeldDossier, action: Action): void {
  if (!dossier.actions.includes(action)) {
    fail('conflict', 'cases.not_open_now', { action, state: dossier.state.state, stepKey: dossier.state.stepKey });
  }
}

/** Writes what happened: the events and the row they fold to, in the operation's transaction. */
export async function append(ctx: Context, dossier: HeldDossier, bodies: readonly EventBody[]): Promise<HeldDossier> {
  const events = bodies.map(
    (body, i) => ({ ...eventSchema.parse(body), seq: dossier.seq + i + 1, at: ctx.now }) as DossierEvent,
  );
  const state = events.reduce(afterEvent, dossier.state);
  const calendar = state.calendarVersion === null ? null : await getCalendar(ctx, state.calendarVersion);
  const seq = dossier.seq + events.length;
  const row = projectionOf(state, dossier.definition, calendar);
  await sql`with made as (${eventsWritten(ctx, dossier.id, events)})
    ${rowWritten(dossier.id, seq, state, row)}`.execute(ctx.tx);
  const after = { ...dossier, seq, state, actions: actionsOf(state, dossier.definition) };
  await announce(ctx, after, events, row.due_at);
  return after;
}

type StoredRow = {
  id: string;
  code: string;
  seq: number;
  agency_id: string;
  confidentiality: Confidentiality;
  account_id: string | null;
  procedure_name: string;
  procedure_code: string;
  field_code: string;
  level: string;
  definition_id: string;
  folded: DossierState;
};

/** The events as one insert; it goes in one statement with the row, because each round trip costs as much as the work. */
function eventsWritten(ctx: Context, id: string, events: readonly DossierEvent[]): RawBuilder<unknown> {
  const word = actorWordOf(ctx.actor);
  const name = 'name' in ctx.actor ? ctx.actor.name : '';
  const rows = events.map(
    ({ seq, at, kind, ...data }) => sql`(${id}::uuid, ${seq}::int, ${kind}, ${at}::timestamptz, ${word},
    ${name}, ${JSON.stringify(data)}::jsonb)`,
  );
  return sql`insert into cases.event (dossier_id, seq, kind, at, actor, actor_name, data) values ${sql.join(rows)}`;
}

function rowWritten(id: string, seq: number, state: DossierState, row: Projection): RawBuilder<unknown> {
  return sql`update cases.dossier set seq = ${seq}, folded = ${JSON.stringify(state)}::jsonb, state = ${row.state},
    step_key = ${row.step_key}, step_kind = ${row.step_kind}, step_title = ${row.step_title}, unit_id = ${row.unit_id},
    official_id = ${row.official_id}, accepted_at = ${row.accepted_at}, calendar_version = ${row.calendar_version},
    due_at = ${row.due_at}, step_due_at = ${row.step_due_at}, ready_at = ${row.ready_at}, outcome = ${row.outcome},
    timeliness = ${row.timeliness}, closed_at = ${row.closed_at}, closed_as = ${row.closed_as}, fee_vnd = ${row.fee_vnd}
    where id = ${id}`;
}
