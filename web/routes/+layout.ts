/** Pages ship no framework script; a page that needs one says `export const csr = true` itself. */
export const csr = false;
export const trailingSlash = 'never';
