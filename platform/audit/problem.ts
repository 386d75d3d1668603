/** A place where the record and what it records no longer fit together. */
export type AuditProblem = {
  kind:
    | 'batch_broken'
    | 'entry_changed'
    | 'entry_removed'
    | 'entry_added'
    | 'row_changed'
    | 'row_removed'
    | 'row_added'
    | 'trigger_missing';
  relation?: string;
  key?: string;
  entryId?: number;
  batch?: number;
  /** What a person reads. */
  text: string;
};
