/** The book-keeping of an authority, as `openssl ca` wants it. */
export function authorityConfiguration(name: string): string {
  return `
[ca]
default_ca = this
[this]
database = ${name}/index.txt
new_certs_dir = ${name}
serial = ${name}/serial
crlnumber = ${name}/crlnumber
certificate = ${name}/ca.pem
private_key = ${name}/ca.key
default_md = sha256
default_days = 700
default_crl_days = 7
policy = any
string_mask = utf8only
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = nobody
string_mask = utf8only
utf8 = yes
[nobody]
[v3_root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tsa]
default_tsa = stamp
[stamp]
serial = dau.serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;
}

/** What each kind of certificate may be used for; the addresses are those of a server on this machine. */
export function extensionSections({ crlUrl, ocspUrl }: { crlUrl?: string; ocspUrl?: string }): string {
  const list = crlUrl === undefined ? '' : `crlDistributionPoints = URI:${crlUrl}\n`;
  const access = ocspUrl === undefined ? '' : `authorityInfoAccess = OCSP;URI:${ocspUrl}\n`;
  const ids = 'subjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n';
  const end = `basicConstraints = critical,CA:false\n${ids}`;
  return `
[v3_authority]
basicConstraints = critical,CA:true,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
${ids}
[v3_holder]
${end}keyUsage = critical,digitalSignature,nonRepudiation
${list}${access}
[v3_server]
${end}keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth
[v3_stamp]
${end}keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[v3_responder]
${end}keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
`;
}
