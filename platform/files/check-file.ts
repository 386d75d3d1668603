import { fileTypeFromBuffer } from 'file-type';
import { checkImage } from './check-image.ts';
import { checkOffice } from './check-office.ts';
import { checkPdf } from './check-pdf.ts';
import { fileKinds, type FileKind, fileLimitInWords, maxFileBytes } from './file-kinds.ts';
import { extensionOf, plainFileName, withExtension } from './file-name.ts';
import { refuseFile } from './refuse-file.ts';

/** A file that may be kept: its safe name and what it really is. */
export type CheckedFile = { name: string; mediaType: string };

/** Looks into a file, never only at its name, and refuses what a desk should not keep; the sentence says what to do. */
export async function checkFile(name: string, bytes: Buffer): Promise<CheckedFile> {
  if (bytes.length === 0) refuseFile('empty', 'Tệp rỗng (0 byte). Hãy chọn lại tệp.');
  if (bytes.length > maxFileBytes) {
    const found = (bytes.length / 1024 / 1024).toFixed(1).replace('.', ',');
    refuseFile('too_large', `Tệp nặng ${found} MB, quá mức 20 MB. Hãy quét ở 200 dpi hoặc chia thành nhiều tệp.`);
  }
  const kind = await kindOf(bytes);
  const plain = plainFileName(name);
  requireTrueExtension(plain, kind);
  if (kind.inside === 'pdf') checkPdf(bytes);
  else if (kind.inside === 'image') checkImage(bytes, kind.mediaType);
  else await checkOffice(bytes);
  return { name: withExtension(plain, kind.extensions[0]), mediaType: kind.mediaType };
}

async function kindOf(bytes: Buffer): Promise<FileKind> {
  // A PDF may have some bytes before its header; file-type looks at the first only.
  const isPdf = bytes.subarray(0, 1024).includes('%PDF-');
  const found = isPdf ? 'application/pdf' : (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  const kind = fileKinds.find((one) => one.mediaType === found);
  if (kind !== undefined) return kind;
  if (found !== undefined && /macroenabled/i.test(found)) {
    refuseFile('office_macros', 'Tệp có macro nên không được nhận. Hãy lưu thành .docx, .xlsx không macro hoặc PDF.');
  }
  if (found === 'application/x-cfb') {
    refuseFile(
      'office_old',
      'Tệp Word, Excel đời cũ hoặc có mật khẩu. Hãy lưu thành .docx, .xlsx không mật khẩu hoặc PDF rồi tải lên.',
    );
  }
  return refuseFile('kind_not_taken', `Loại tệp này không được nhận. Chỉ nhận ${fileLimitInWords}`);
}

function requireTrueExtension(name: string, kind: FileKind): void {
  const extension = extensionOf(name);
  if (extension === '' || kind.extensions.includes(extension)) return;
  refuseFile(
    'false_extension',
    `Tệp có đuôi .${extension} nhưng nội dung là ${kind.title}. Hãy chọn đúng tệp hoặc đổi đuôi thành .${kind.extensions[0]}.`,
  );
}
