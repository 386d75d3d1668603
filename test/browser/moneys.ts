import { paidProcedure } from '../payment-world.ts';
import { type RunningDemo, rowsOf } from './demo.ts';
import { answerOf, callerFor } from './filing.ts';

/** Payments in all stages, of a citizen at the commune. */
export type Moneys = {
  dossierId: string;
  /** Not paid yet. */
  orderId: string;
  /** Paid in cash; somebody has asked to give it back. */
  paidId: string;
  refundId: string;
  /** Money on a bank statement that nobody has matched. */
  transferId: string;
};

type Filed = { dossierId: string; paymentId: string };

/** Over the API: a citizen owes, has paid, is to be paid back; a statement has a line that fits nothing. */
export async function leaveMoneys(demo: RunningDemo): Promise<Moneys> {
  const citizen = await callerFor(demo, 'Người dân');
  const clerk = await callerFor(demo, 'Tiếp nhận (xã');
  const [agency] = await rowsOf<{ id: string }>(
    demo,
    `select agency_id as id from directory.agency_version where name like '%xã Tân Mỹ Chánh%'`,
  );
  const agencyId = agency?.id ?? '';
  const answers = { content: 'Sửa địa chỉ trong giao dịch đã chứng thực' };
  const filing = { procedureCode: paidProcedure, agencyId, applicant: { phone: '0912345678' }, papers: [], answers };
  const file = () => answerOf<Filed>(citizen('services.file-dossier', filing));
  const [{ dossierId, paymentId: orderId }, { paymentId: paidId }] = [await file(), await file()];
  await answerOf(clerk('payments.collect-payment', { orderId: paidId }));
  const ask = { orderId: paidId, reason: 'Thu nhầm hai lần.' };
  const { refundId } = await answerOf<{ refundId: string }>(clerk('payments.ask-refund', ask));
  const text = 'so_giao_dich;ngay;so_tien;noi_dung\nFT001;10/03/2026;12.000;CHUYEN KHOAN';
  await answerOf(clerk('payments.import-statement', { agencyId, fileName: 'sao-ke.csv', text }));
  const { rows } = await answerOf<{ rows: { id: string }[] }>(clerk('payments.list-transfers', {}));
  return { dossierId, orderId, paidId, refundId, transferId: rows[0]?.id ?? '' };
}
