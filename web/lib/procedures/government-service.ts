import type { Procedure } from './procedure.ts';
import { channelTitles, levelsInWords } from '../words/procedures.ts';

/** A procedure as schema.org describes a service of the state. */
export function governmentServiceOf(procedure: Procedure, origin: string): Record<string, unknown> {
  const address = `${origin}/thu-tuc/${encodeURIComponent(procedure.code)}`;
  return {
    '@type': 'GovernmentService',
    name: procedure.name,
    identifier: procedure.code,
    url: address,
    serviceType: procedure.fieldName,
    inLanguage: 'vi',
    serviceOperator: {
      '@type': 'GovernmentOrganization',
      name: procedure.agencyName ?? `Ủy ban nhân dân (${levelsInWords(procedure.levels).toLowerCase()})`,
    },
    ...(procedure.audience && { audience: { '@type': 'Audience', audienceType: procedure.audience } }),
    availableChannel: procedure.definition.channels.map(({ channel }) => ({
      '@type': 'ServiceChannel',
      name: channelTitles[channel],
      ...(channel === 'online' && { serviceUrl: `${origin}/nop-ho-so/${encodeURIComponent(procedure.code)}` }),
    })),
    ...(procedure.definition.results.length > 0 && {
      serviceOutput: procedure.definition.results.map(({ name }) => ({ '@type': 'Thing', name })),
    }),
  };
}
