import { type CatalogueRecord, isOurs, readCatalogue } from '../procedures/catalogue.ts';
import { publishablesOf } from '../procedures/definitions.ts';
import { readProcedureFields } from '../procedures/fields.ts';

const audienceTitles: Readonly<Record<CatalogueRecord['audience'][number], string>> = {
  citizen: 'Công dân Việt Nam',
  overseas_vietnamese: 'Người Việt Nam định cư ở nước ngoài',
  foreigner: 'Người nước ngoài',
  business: 'Doanh nghiệp',
  cooperative: 'Hợp tác xã',
  organisation: 'Tổ chức',
  foreign_organisation: 'Tổ chức nước ngoài',
  official: 'Cán bộ, công chức, viên chức',
};

const sourceNotes: Readonly<Record<CatalogueRecord['source'], string>> = {
  portal_2026: 'Theo cơ sở dữ liệu quốc gia về thủ tục hành chính, năm 2026.',
  portal_2021: 'Theo Cổng Dịch vụ công quốc gia, năm 2021.',
  index_2026: 'Theo danh mục năm 2026; thành phần hồ sơ chưa đầy đủ.',
  knowledge_2020: 'Theo hiểu biết về quy định năm 2020, chưa đối chiếu.',
};

/** The catalogue as the first load wants it: every procedure of the province's own agencies whose limit is known. */
export function catalogueInput() {
  const records = readCatalogue();
  const procedures = publishablesOf(records).flatMap(({ record, definition }) => {
    const department = record.executors.find((one) => one.level === 'province')?.department ?? null;
    const levels = record.levels.filter((level) => level !== 'province' || department !== null);
    if (levels.length === 0) return [];
    return {
      code: record.code,
      source: record.source,
      name: record.name.slice(0, 1000),
      fieldCode: record.field,
      levels,
      agencyCode: department,
      onlineLevel: record.onlineLevel,
      audience: record.audience
        .map((one) => audienceTitles[one])
        .join(', ')
        .slice(0, 500),
      legalBasis: record.decision === null ? '' : `Quyết định công bố: ${record.decision}`,
      confidentiality: 'normal' as const,
      note: sourceNotes[record.source],
      definition,
    };
  });
  return {
    validFrom: '2018-01-01',
    fields: readProcedureFields().map(({ code, name, ministry }) => ({ code, name, ministry })),
    procedures,
    listed: listedOf(records, new Set(procedures.map((one) => one.code))),
  };
}

/** What the catalogue names beyond that: executed by another body, or waiting for an officer to set the limit. */
function listedOf(records: readonly CatalogueRecord[], fileable: ReadonlySet<string>) {
  return records
    .filter((record) => !fileable.has(record.code))
    .map((record) => ({
      code: record.code,
      name: record.name,
      fieldCode: record.field,
      levels: record.levels,
      agencyText: record.agencyText ?? '',
      decision: record.decision ?? '',
      reason: isOurs(record) ? ('limit_unknown' as const) : ('other_body' as const),
      source: record.source,
    }));
}
