import { formatVnd } from '@cuaso/kernel/vietnamese.ts';
import { code128Svg, qrSvg } from '@cuaso/platform/files/codes.ts';
import { typeset } from '@cuaso/platform/files/typeset.ts';
import { type FormApplicant, formDay, formInstant, type Office, templateFile } from './form-parts.ts';

/** What form 01 says of a dossier that was received. */
export type Receipt = {
  office: Office;
  /** Number of the slip in the year, with its notation: "0123/TNHS". */
  number: string;
  code: string;
  /** The secret of the dossier: whoever holds the slip may follow it in detail. */
  secret: string;
  /** Where the portal is, without a slash at the end. */
  baseUrl: string;
  applicant: FormApplicant;
  procedureName: string;
  subject: string;
  papers: readonly { name: string; originals: number; copies: number }[];
  sets: number;
  /** "03 ngày làm việc". */
  limitText: string;
  receivedAt: Date;
  dueAt: Date | null;
  returnPlace: string;
  feeVnd: number;
  notes: string;
  filerName: string;
  clerkName: string;
  issuedAt: Date;
};

/** Where the QR code of a receipt leads. */
export function lookupAddressOf(receipt: Pick<Receipt, 'baseUrl' | 'code' | 'secret'>): string {
  return `${receipt.baseUrl}/tra-cuu/${encodeURIComponent(receipt.code)}?k=${encodeURIComponent(receipt.secret)}`;
}

/** Form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" (circular 01/2018/TT-VPCP, art. 9), A5. */
export function receiptForm(receipt: Receipt): Promise<Uint8Array> {
  const { office, number, code, applicant, subject, returnPlace, notes, filerName, clerkName } = receipt;
  const values = {
    office,
    number,
    code,
    applicant,
    subject,
    returnPlace,
    notes,
    filerName,
    clerkName,
    barcode: code128Svg(code),
    qr: qrSvg(lookupAddressOf(receipt)),
    procedure: receipt.procedureName,
    papers: receipt.papers.map(({ name, originals, copies }) => ({
      name,
      originals: countText(originals),
      copies: countText(copies),
    })),
    sets: `${String(receipt.sets).padStart(2, '0')} (bộ)`,
    limit: receipt.limitText,
    receivedAt: formInstant(receipt.receivedAt),
    dueAt: receipt.dueAt === null ? 'Sẽ thông báo khi hồ sơ được tiếp nhận' : formInstant(receipt.dueAt),
    fee: receipt.feeVnd === 0 ? 'Không thu' : formatVnd(receipt.feeVnd),
    issuedOn: formDay(receipt.issuedAt),
  };
  const title = `Giấy tiếp nhận hồ sơ và hẹn trả kết quả ${code}`;
  return typeset({ template: templateFile('receipt'), title, madeAt: receipt.issuedAt, values });
}

function countText(count: number): string {
  return count === 0 ? '' : String(count);
}
