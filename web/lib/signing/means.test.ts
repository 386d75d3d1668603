import { expect, test } from 'vitest';
import { type Certificate, certificateOption, certificateTitle, nothingUsable, sealsOf, usableOf } from './means.ts';

const token: Certificate = {
  certificateId: 'a',
  holderName: 'Trần Văn Bình',
  positionTitle: 'Chủ tịch',
  device: 'usb_token',
  standing: 'usable',
  validUntil: '2029-01-01T03:00:00Z',
};
const agent = { agentId: 'b', name: 'MAY-01', pairedAt: '2026-03-02T03:05:00Z', lastSeenAt: null };

test('one signs with what is usable today, also when it ends soon', () => {
  const standings = ['usable', 'expiring', 'expired', 'not_yet', 'locked', 'returned', 'revoked'] as const;
  const usable = usableOf(standings.map((standing) => ({ ...token, standing })));
  expect(usable.map(({ standing }) => standing)).toEqual(['usable', 'expiring']);
});

test('of the seals of an agency its own come first, and those that the server holds', () => {
  const seal = (certificateId: string, holderName: string, device: Certificate['device'], agencyId = 'x') => ({
    ...token,
    certificateId,
    holderName,
    device,
    agencyId,
  });
  const seals = [
    seal('part', 'Thanh tra Sở', 'usb_token'),
    seal('token', 'Sở Tư pháp', 'usb_token'),
    seal('other', 'Sở Y tế', 'hsm', 'y'),
    seal('server', 'Sở Tư pháp', 'hsm'),
  ];
  const order = sealsOf({ seals }, { id: 'x', name: 'Sở Tư pháp' }).map(({ certificateId }) => certificateId);
  expect(order).toEqual(['server', 'token', 'part']);
});

test('a certificate is called by its device and its holder', () => {
  expect(certificateTitle(token)).toBe('USB token – Chủ tịch Trần Văn Bình');
  expect(certificateTitle({ ...token, device: 'hsm', positionTitle: '' })).toBe('Máy chủ (HSM) – Trần Văn Bình');
});

test('a token without a paired computer says where to pair one', () => {
  expect(certificateOption(token, []).help).toContain('Chưa ghép nối');
  expect(certificateOption(token, [agent]).help).not.toContain('Chưa ghép nối');
  expect(certificateOption({ ...token, device: 'sim' }, []).help).not.toContain('Chưa ghép nối');
});

test('a certificate that ends soon is said to', () => {
  expect(certificateOption({ ...token, standing: 'expiring' }, [agent]).help).toContain(
    'Sắp hết hạn: còn hiệu lực đến 01/01/2029.',
  );
  expect(certificateOption(token, [agent]).help).toContain('Còn hiệu lực đến 01/01/2029.');
});

test('why nothing can be signed is said', () => {
  expect(nothingUsable([])).toBe('Chưa có chứng thư số nào được ghi cho ông/bà.');
  expect(nothingUsable([{ ...token, standing: 'locked' }])).toBe('USB token – Chủ tịch Trần Văn Bình: tạm khóa.');
});
