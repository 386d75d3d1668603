/** The largest file that is taken (bytes); shown at the file picker (circular 32/2017, art. 7.3c). */
export const maxFileBytes = 20 * 1024 * 1024;

/** What a picker says about the files that are taken. */
export const fileLimitInWords = 'PDF, ảnh JPG, PNG, WebP hoặc tệp Word, Excel, ODT đời mới; mỗi tệp không quá 20 MB.';

/** One kind of file that is taken: how its content is known, and the extensions it may carry. */
export type FileKind = {
  mediaType: string;
  /** The first is the one it is stored with. */
  extensions: readonly [string, ...string[]];
  title: string;
  inside: 'pdf' | 'image' | 'office';
};

const ooxml = 'application/vnd.openxmlformats-officedocument';

/** The kinds of file that a one-stop desk needs; everything else is refused. */
export const fileKinds: readonly FileKind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], title: 'tệp PDF', inside: 'pdf' },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'], title: 'ảnh JPEG', inside: 'image' },
  { mediaType: 'image/png', extensions: ['png'], title: 'ảnh PNG', inside: 'image' },
  { mediaType: 'image/webp', extensions: ['webp'], title: 'ảnh WebP', inside: 'image' },
  {
    mediaType: `${ooxml}.wordprocessingml.document`,
    extensions: ['docx'],
    title: 'tệp Word (.docx)',
    inside: 'office',
  },
  { mediaType: `${ooxml}.spreadsheetml.sheet`, extensions: ['xlsx'], title: 'tệp Excel (.xlsx)', inside: 'office' },
  {
    mediaType: 'application/vnd.oasis.opendocument.text',
    extensions: ['odt'],
    title: 'tệp OpenDocument (.odt)',
    inside: 'office',
  },
];

/** What a file input takes, for its `accept` attribute. */
export const acceptedFiles = fileKinds.flatMap((kind) => kind.extensions.map((extension) => `.${extension}`)).join(',');
