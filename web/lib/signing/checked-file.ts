/** The largest file that can be checked, in megabytes. */
export const maxCheckedMb = 20;
