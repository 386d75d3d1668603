/** The name in a distinguished name: "Cục Chứng thực số" of "CN=Cục Chứng thực số, O=…"; all of it where there is none. */
export function nameIn(distinguishedName: string): string {
  // A name with a comma stands in quotation marks or has a stroke before the comma (RFC 2253, section 4).
  const found = /(?:^|[,\n] ?)CN=(?:"((?:\\.|[^"\\])+)"|((?:\\.|[^,\\\n])+))/.exec(distinguishedName);
  const name = found?.[1] ?? found?.[2];
  return name?.replace(/\\(.)/g, '$1').trim() ?? distinguishedName;
}
