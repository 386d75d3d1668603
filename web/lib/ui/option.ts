/** One line of a select, radio or checkbox group. */
export type Option = {
  value: string;
  label: string;
  /** A second, quieter line (radios and checkboxes). */
  help?: string;
  /** Heading under which a select lists it. */
  group?: string;
  disabled?: boolean;
};
