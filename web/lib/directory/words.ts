/** What the kinds of agencies are called. */
export const agencyKindTitles: Readonly<Record<string, string>> = {
  province_committee: 'Ủy ban nhân dân tỉnh',
  department: 'Sở, ban, ngành',
  district_committee: 'Ủy ban nhân dân cấp huyện',
  commune_committee: 'Ủy ban nhân dân cấp xã',
};

/** What the kinds of units are called. */
export const unitKindTitles: Readonly<Record<string, string>> = {
  leadership: 'Lãnh đạo',
  records_office: 'Văn phòng, văn thư',
  one_stop: 'Bộ phận Một cửa',
  division: 'Phòng chuyên môn',
};
