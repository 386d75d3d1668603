import { dateOf, momentOf } from '../words/dossiers.ts';
import type { Look } from '../words/signing.ts';

type Authority = {
  isAnchor: boolean;
  trustedUntil: string | null;
  validUntil: string;
  crlUrl: string;
  listFetchedAt: string | null;
  listGoodUntil: string | null;
  listProblem: string;
};

/** Whether an authority is trusted now, in words. */
export function trustLook(authority: Pick<Authority, 'trustedUntil' | 'validUntil'>, now: Date): Look {
  const { trustedUntil, validUntil } = authority;
  if (trustedUntil !== null && new Date(trustedUntil) <= now)
    return { label: `Ngừng tin cậy từ ${dateOf(trustedUntil)}`, tone: 'neutral', icon: 'refuse' };
  if (new Date(validUntil) <= now)
    return { label: `Chứng thư hết hạn ${dateOf(validUntil)}`, tone: 'danger', icon: 'overdue' };
  return { label: 'Đang tin cậy', tone: 'success', icon: 'shield' };
}

/** How fresh the revocation list of an authority is, in words. */
export function freshnessLook(authority: Authority, now: Date): Look {
  const { crlUrl, listFetchedAt, listGoodUntil } = authority;
  if (crlUrl === '') return { label: 'Chưa có địa chỉ danh sách', tone: 'warning', icon: 'warning' };
  if (listFetchedAt === null) return { label: 'Chưa tải được lần nào', tone: 'danger', icon: 'error' };
  if (listGoodUntil !== null && new Date(listGoodUntil) <= now)
    return { label: `Quá hạn từ ${momentOf(listGoodUntil)}`, tone: 'danger', icon: 'overdue' };
  return {
    label: listGoodUntil === null ? `Tải lúc ${momentOf(listFetchedAt)}` : `Có giá trị đến ${momentOf(listGoodUntil)}`,
    tone: 'success',
    icon: 'ok',
  };
}
