import { expect, test } from 'vitest';
import { nameIn } from './name-in.ts';

test.each([
  ['CN=Cục Chứng thực số và Bảo mật thông tin, O=Ban Cơ yếu Chính phủ, C=VN', 'Cục Chứng thực số và Bảo mật thông tin'],
  ['C=VN, O=Công ty\\, Cổ phần, CN=A\\, B', 'A, B'],
  ['CN="Ủy ban nhân dân xã Thới Sơn, thành phố Mỹ Tho", C=VN', 'Ủy ban nhân dân xã Thới Sơn, thành phố Mỹ Tho'],
  ['CN="A \\"B\\", C", O=D', 'A "B", C'],
  ['O=Không tên, C=VN', 'O=Không tên, C=VN'],
  ['OU=XCN=lạ, CN=Đúng', 'Đúng'],
  ['', ''],
])('the name in %j is %j', (distinguishedName, name) => {
  expect(nameIn(distinguishedName)).toBe(name);
});
