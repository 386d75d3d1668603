/** One column of a table. */
export type Column<Row> = {
  key: string;
  label: string;
  /** Numbers stand at the end. */
  align?: 'start' | 'end' | 'center';
  /** The cell names its row (one column of a table should). */
  header?: boolean;
  /** Never broken over two lines on a wide screen: codes, dates, amounts. */
  tight?: boolean;
  /** The heading is a link that sorts: `?sap-xep=key` or `?sap-xep=-key`. */
  sortable?: boolean;
  /** The text of the cell; leave it out where the `cell` snippet draws. */
  text?: (row: Row) => string | number;
};
