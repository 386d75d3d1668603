-- Whoever proves to have a telephone finds the dossiers that are told of there.
create index dossier_by_phone on cases.dossier ((folded -> 'applicant' ->> 'phone')) where (folded -> 'applicant' ->> 'phone') <> '';
