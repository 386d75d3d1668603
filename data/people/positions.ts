import type { Agency } from '../agencies/agencies.ts';
import type { Unit } from '../agencies/units.ts';

export const duties = [
  'leader',
  'division_head',
  'handler',
  'one_stop_clerk',
  'records_clerk',
  'procedure_controller',
  'administrator',
] as const;

export type Duty = (typeof duties)[number];

/** A position before anybody holds it. */
export type Position = { unit: string; title: string; duty: Duty };

/** The positions of one agency, `count` of them: the needed ones first, then handlers for the divisions in turn. */
export function positionsOf(agency: Agency, units: readonly Unit[], count: number): Position[] {
  const needed = units.flatMap((unit) => neededIn(agency, unit, count));
  const divisions = units.filter((unit) => unit.kind === 'division');
  if (needed.length > count) throw new Error(`${agency.name} needs ${needed.length} officials, not ${count}.`);
  const more = Array.from({ length: count - needed.length }, (_, index) => divisions[index % divisions.length]);
  return [...needed, ...more.filter((unit) => unit !== undefined).map((unit) => handlerIn(agency, unit))];
}

function neededIn(agency: Agency, unit: Unit, count: number): Position[] {
  if (unit.kind === 'leadership') return leadersIn(agency, unit, count);
  if (unit.kind === 'records_office') return officeIn(agency, unit, count);
  if (unit.kind === 'one_stop') return clerksIn(agency, unit, count);
  return divisionIn(agency, unit);
}

function leadersIn(agency: Agency, unit: Unit, count: number): Position[] {
  const [head, deputy] = leaderTitlesOf(agency);
  const deputies = count >= 100 ? 3 : count >= 40 ? 2 : agency.kind === 'commune_committee' ? 2 : 1;
  return [head, ...Array<string>(deputies).fill(deputy)].map((title) => ({ unit: unit.code, title, duty: 'leader' }));
}

function leaderTitlesOf(agency: Agency): [string, string] {
  if (agency.kind !== 'department') return ['Chủ tịch Ủy ban nhân dân', 'Phó Chủ tịch Ủy ban nhân dân'];
  if (agency.name.startsWith('Thanh tra')) return ['Chánh Thanh tra', 'Phó Chánh Thanh tra'];
  if (agency.name.startsWith('Văn phòng')) return ['Chánh Văn phòng', 'Phó Chánh Văn phòng'];
  if (agency.name.startsWith('Ban Quản lý dự án')) return ['Giám đốc', 'Phó Giám đốc'];
  if (agency.name.startsWith('Ban')) return ['Trưởng ban', 'Phó Trưởng ban'];
  return ['Giám đốc', 'Phó Giám đốc'];
}

function officeIn(agency: Agency, unit: Unit, count: number): Position[] {
  const at = (title: string, duty: Duty): Position => ({ unit: unit.code, title, duty });
  if (agency.kind === 'commune_committee') {
    return [
      at('Công chức văn phòng - thống kê kiêm văn thư', 'records_clerk'),
      at('Công chức văn phòng - thống kê kiêm đầu mối kiểm soát thủ tục hành chính', 'procedure_controller'),
    ];
  }
  const [head] = headTitlesOf(unit);
  const clerks = Array.from({ length: 1 + Math.floor(count / 150) }, () => at('Văn thư', 'records_clerk'));
  const controller = at('Chuyên viên kiểm soát thủ tục hành chính', 'procedure_controller');
  return [at(head, 'division_head'), ...clerks, controller, at('Quản trị hệ thống', 'administrator')];
}

function clerksIn(agency: Agency, unit: Unit, count: number): Position[] {
  const commune = agency.kind === 'commune_committee';
  const title = commune ? 'Công chức tiếp nhận và trả kết quả' : 'Chuyên viên tiếp nhận và trả kết quả';
  const clerks = commune ? 1 + Math.floor(count / 23) : 1 + Math.ceil(count / 100);
  return Array.from({ length: clerks }, () => ({ unit: unit.code, title, duty: 'one_stop_clerk' }));
}

function divisionIn(agency: Agency, unit: Unit): Position[] {
  const handler = handlerIn(agency, unit);
  if (agency.kind === 'commune_committee') {
    const [head] = headTitlesOf(unit);
    const led = unit.key === 'CA' || unit.key === 'QS';
    return led ? [{ unit: unit.code, title: head, duty: 'division_head' }, handler] : [handler];
  }
  const [head, deputy] = headTitlesOf(unit);
  const heads = agency.kind === 'province_committee' ? [head] : [head, deputy];
  return [...heads.map((title): Position => ({ unit: unit.code, title, duty: 'division_head' })), handler];
}

const headTitles: readonly (readonly [string, string, string])[] = [
  ['Chi cục', 'Chi cục trưởng', 'Phó Chi cục trưởng'],
  ['Trung tâm', 'Giám đốc Trung tâm', 'Phó Giám đốc Trung tâm'],
  ['Thanh tra', 'Chánh Thanh tra', 'Phó Chánh Thanh tra'],
  ['Văn phòng Đăng ký', 'Giám đốc Văn phòng', 'Phó Giám đốc Văn phòng'],
  ['Văn phòng', 'Chánh Văn phòng', 'Phó Chánh Văn phòng'],
  ['Ban Chỉ huy', 'Chỉ huy trưởng', 'Phó Chỉ huy trưởng'],
  ['Ban', 'Trưởng ban', 'Phó Trưởng ban'],
  ['Công an', 'Trưởng Công an', 'Phó Trưởng Công an'],
  ['Tổ', 'Tổ trưởng', 'Tổ phó'],
  ['Bộ phận', 'Trưởng bộ phận', 'Phó Trưởng bộ phận'],
];

function headTitlesOf(unit: Unit): [string, string] {
  const found = headTitles.find(([prefix]) => unit.name.startsWith(prefix));
  return found ? [found[1], found[2]] : ['Trưởng phòng', 'Phó Trưởng phòng'];
}

function handlerIn(agency: Agency, unit: Unit): Position {
  return { unit: unit.code, title: handlerTitleOf(agency, unit), duty: 'handler' };
}

function handlerTitleOf(agency: Agency, unit: Unit): string {
  if (agency.kind !== 'commune_committee') return unit.name.startsWith('Thanh tra') ? 'Thanh tra viên' : 'Chuyên viên';
  if (unit.key === 'CA') return 'Công an viên';
  if (unit.key === 'QS') return 'Trợ lý quân sự';
  return `Công chức ${unit.name.toLowerCase()}`;
}
