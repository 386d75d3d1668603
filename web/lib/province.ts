/** The province that these pages serve, as header and footer say it. */
export type Province = {
  name: string;
  /** Who answers for the site (NĐ 43/2011, art. 10). */
  unit: string;
  address: string;
  phone: string;
  email: string;
};

/** The demo province; every contact in it is invented and says so. */
export const demoProvince: Province = {
  name: 'Tỉnh Tiền Giang',
  unit: 'Văn phòng Ủy ban nhân dân tỉnh Tiền Giang',
  address: 'Số 00, đường Minh Họa, thành phố Mỹ Tho (dữ liệu minh họa)',
  phone: '0273 000 0000 (dữ liệu minh họa)',
  email: 'cuaso@tiengiang.example (dữ liệu minh họa)',
};
