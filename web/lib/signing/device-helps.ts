import type { CertificateRow } from '@cuaso/systems/signing/certificate-rows.ts';

/** What has to be written down about the key in each device, and how one signs with it. */
export const deviceHelps: Readonly<Record<Exclude<CertificateRow['device'], 'test'>, string>> = {
  usb_token: 'Người giữ cắm vào máy của mình và ký qua ứng dụng ký. Không cần ghi thêm.',
  sim: 'Ghi số điện thoại của SIM, ví dụ 0912345678.',
  remote: 'Ghi mã chứng thư (credential ID) mà nơi cung cấp dịch vụ ký từ xa giao.',
  hsm: 'Ghi tên khóa (label) trong mô-đun bảo mật của máy chủ.',
};
