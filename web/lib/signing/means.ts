import type { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { deviceTitles } from '@cuaso/systems/signing/in-words.ts';
import type { OutputOf } from '../server/platform.ts';
import type { Option } from '../ui/option.ts';
import { dateOf } from '../words/dossiers.ts';
import { standingLooks } from '../words/signing.ts';

/** With what an official can sign. */
export type Means = OutputOf<typeof getMyMeans>;
/** A certificate that an official may use. */
export type Certificate = Means['own'][number];

const onTheirDevice: Readonly<Record<Certificate['device'], string>> = {
  usb_token: 'Xác nhận trong ứng dụng ký trên máy có cắm USB token.',
  sim: 'Xác nhận trên điện thoại có lắp SIM này.',
  remote: 'Cần mã PIN của dịch vụ ký số từ xa.',
  hsm: 'Khóa do máy chủ giữ; ký ngay.',
  test: 'Khóa thử nghiệm do máy chủ giữ; ký ngay.',
};

/** Those with which one can sign today. */
export function usableOf<C extends Pick<Certificate, 'standing'>>(certificates: readonly C[]): C[] {
  return certificates.filter(({ standing }) => standing === 'usable' || standing === 'expiring');
}

/** The seals of an agency in the order in which one wants them: its own before those of its parts, those at hand first. */
export function sealsOf(means: Pick<Means, 'seals'>, agency: { id: string; name: string }): Means['seals'] {
  const rank = ({ holderName, device }: Certificate) =>
    (holderName === agency.name ? 0 : 2) + (device === 'hsm' || device === 'test' ? 0 : 1);
  return means.seals.filter(({ agencyId }) => agencyId === agency.id).toSorted((a, b) => rank(a) - rank(b));
}

/** A certificate in one line: device, as whom, until when. */
export function certificateTitle({ device, holderName, positionTitle }: Certificate): string {
  return `${deviceTitles[device]} – ${[positionTitle, holderName].filter(Boolean).join(' ')}`;
}

/** A certificate as a line of a choice, with what its device asks of the signer. */
export function certificateOption(certificate: Certificate, agents: Means['agents']): Option {
  const { certificateId, device, standing, validUntil } = certificate;
  const ends = `${standing === 'expiring' ? standingLooks.expiring.label + ': còn' : 'Còn'} hiệu lực đến ${dateOf(validUntil)}.`;
  const unpaired =
    device === 'usb_token' && agents.length === 0 ? ' Chưa ghép nối ứng dụng ký nào: xem mục Thiết bị ký.' : '';
  return {
    value: certificateId,
    label: certificateTitle(certificate),
    help: `${onTheirDevice[device]} ${ends}${unpaired}`,
  };
}

/** Why none of these certificates can sign today, for the one who would. */
export function nothingUsable(certificates: readonly Certificate[]): string {
  const [latest] = certificates;
  if (latest === undefined) return 'Chưa có chứng thư số nào được ghi cho ông/bà.';
  return `${certificateTitle(latest)}: ${standingLooks[latest.standing].label.toLowerCase()}.`;
}
