import { type Channel, type Definition, definitionSchema, type Paper } from '@cuaso/platform/cases/definition.ts';
import { type CatalogueRecord, isOurs, type StatedLimit } from './catalogue.ts';
import { leastWorkingMinutesOf, stepsOf } from './step-templates.ts';

type Limit = Channel['limit'];

/**
 * A publishable definition made from a catalogue record alone: a free request, the papers, the usual steps. Null where
 * the province does not execute it, the name is in doubt, or no channel has a known limit (an officer must set one).
 */
export function definitionOf(record: CatalogueRecord): Definition | null {
  const fallback = knownLimitOf(record);
  if (fallback === null || record.doubt !== undefined || !isOurs(record)) return null;
  const channels = channelsOf(record, fallback);
  const minutes = Math.min(...channels.map((channel) => leastWorkingMinutesOf(channel.limit)));
  return definitionSchema.parse({
    sections: [requestSection],
    papers: papersOf(record),
    channels,
    steps: stepsOf(record.levels, minutes),
    results: resultsOf(record),
    afterSupplement: 'restart',
  });
}

const requestSection = {
  key: 'request',
  title: 'Nội dung đề nghị',
  fields: [
    { key: 'content', label: 'Nội dung đề nghị giải quyết', type: 'long_text', required: true, maxLength: 4000 },
    { key: 'place', label: 'Địa bàn liên quan (nếu có)', type: 'division', required: false },
    { key: 'note', label: 'Ghi chú thêm cho cơ quan giải quyết', type: 'long_text', required: false, maxLength: 2000 },
  ],
};

/** The first limit that is fully stated: the 2020 one where somebody knew it, else a channel's. */
function knownLimitOf(record: CatalogueRecord): Limit | null {
  const stated = [record.knowledge2020?.limit, ...record.channels.map((channel) => channel.limit)];
  return stated.map(limitOf).find((limit) => limit !== null) ?? null;
}

function limitOf(stated: StatedLimit | null | undefined): Limit | null {
  if (stated === null || stated === undefined || stated.unit === null) return null;
  if (stated.unit !== 'same_day' && stated.amount === 0) return null;
  return { unit: stated.unit, amount: stated.amount };
}

/** The stated channels; the counter is always one of them (Decree 61/2018, art. 16). */
function channelsOf(record: CatalogueRecord, fallback: Limit): Channel[] {
  const stated = record.channels.map(({ channel, limit, feeVnd }): Channel => {
    const amountVnd = feeVnd ?? record.knowledge2020?.feeVnd ?? 0;
    const fees: Channel['fees'] =
      amountVnd > 0 ? [{ key: 'fee', name: 'Phí, lệ phí giải quyết thủ tục', kind: 'fee', amountVnd }] : [];
    return { channel, limit: limitOf(limit) ?? fallback, fees };
  });
  if (stated.some((channel) => channel.channel === 'counter')) return stated;
  return [{ channel: 'counter', limit: fallback, fees: stated[0]?.fees ?? [] }, ...stated];
}

function papersOf(record: CatalogueRecord): Paper[] {
  return record.papers.slice(0, 100).map((paper, index) => ({
    key: `paper_${index + 1}`,
    name: paper.name,
    originals: paper.originals,
    copies: paper.copies,
    // A grouped paper belongs to one case only, and the source does not say which case the applicant is in.
    required: paper.group === undefined,
    ...(paper.group === undefined ? {} : { group: paper.group.slice(0, 500) }),
  }));
}

function resultsOf(record: CatalogueRecord): Definition['results'] {
  if (record.results.length === 0) return [{ name: 'Văn bản trả lời kết quả giải quyết thủ tục' }];
  return record.results.slice(0, 30).map(({ name, code }) => ({
    name: name ?? 'Kết quả giải quyết thủ tục',
    ...(code === undefined ? {} : { code }),
  }));
}
