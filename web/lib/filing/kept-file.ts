/** A file that was already uploaded and waits in the form to be sent with it. */
export type KeptFile = { fileId: string; size: number; name: string };

/** A kept file as the value of a tick box: id, size and name. */
export function keptText({ fileId, size, name }: KeptFile): string {
  return `${fileId}|${size}|${name}`;
}

/** The kept files that a form has ticked; what is not one is left out. */
export function keptOf(values: readonly unknown[]): KeptFile[] {
  return values.flatMap((value) => {
    const found = /^([0-9a-f-]{36})\|(\d{1,9})\|(.{0,300})$/su.exec(String(value));
    const [, fileId = '', size = '', name = ''] = found ?? [];
    return found ? [{ fileId, size: Number(size), name }] : [];
  });
}

/** The name of the tick boxes of the files of one paper. */
export function keptName(paperKey: string): `${string}[]` {
  return `kept.${paperKey}[]`;
}
