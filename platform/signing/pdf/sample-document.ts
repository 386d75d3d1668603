import { sampleObjects, streamBody, tablePdf } from './sample-pdf-files.ts';

const shown = streamBody('BT /F1 18 Tf 72 760 Td (So tien: 1 000 000 dong) Tj ET q /Cover Do Q');
const hidden = streamBody('BT /F1 18 Tf 72 760 Td (So tien: 9 000 000 dong) Tj ET q /Cover Do Q');
const form = '/Type/XObject/Subtype/Form/BBox[0 0 595 842]';

/**
 * A document with everything that a forger prepares before the signing: a form that covers text, a hidden content and page,
 * a layer, a note, an object that is named but missing (99), and its content once more in an older saving.
 */
export const trappedObjects: Readonly<Record<number, string>> = {
  ...sampleObjects,
  1: '<</Type/Catalog/Pages 2 0 R/Metadata 9 0 R/OCProperties<</OCGs[8 0 R]/D<</ON[8 0 R]/OFF[]>>>>>>',
  2: '<</Type/Pages/Kids[3 0 R 10 0 R]/Count 2>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 99 0 R]/Annots[12 0 R]/Resources 14 0 R>>',
  4: shown,
  6: streamBody('1 g 60 600 300 40 re f', form),
  7: hidden,
  8: '<</Type/OCG/Name(Lop)>>',
  9: streamBody('<x:xmpmeta/>', '/Type/Metadata/Subtype/XML'),
  10: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 14 0 R>>',
  11: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources 14 0 R>>',
  12: '<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Ghi chu)>>',
  13: '<</Title(Quyet dinh)>>',
  14: '<</Font<</F1 5 0 R>>/XObject<</Cover 6 0 R>>/Properties<</L 8 0 R>>>>',
};

/** That document; its older saving has the hidden content under the number of the one that is shown. */
export function trappedPdf(savedOver: (bytes: Buffer, objects: Record<number, string>) => Buffer): Buffer {
  const older = tablePdf({ ...trappedObjects, 4: hidden }, '/Info 13 0 R/ID[<aa><aa>]');
  return savedOver(older, { 4: shown });
}
