-- Near words are found through what is left when one letter is taken away: it covers a letter too many, too few, another
-- letter and two letters swapped, whatever the size of the vocabulary.
create function search.nearby(word text) returns text[] language sql immutable strict parallel safe
return array(select word union select overlay(word placing '' from i for 1) from generate_series(1, length(word)) i);

-- The words of the titles of a corpus. A word that no title has any more stays: who counts, counts documents.
create table search.word (
  corpus text not null,
  word text not null check (word ~ '^[a-z]{2,30}$'),
  near text[] not null generated always as (search.nearby(word)) stored,
  primary key (corpus, word)
);
create index word_by_near on search.word using gin (near);

drop view search.vocabulary;
alter table search.document
  add column folded_keywords text not null default '',
  add column extra jsonb not null default '{}',
  add column weight real not null default 0 check (weight between 0 and 1),
  -- "Thủ tục …" says nothing in a list of procedures.
  add column title_words integer not null generated always as (
    greatest(1, cardinality(regexp_split_to_array(regexp_replace(folded_title, '^thu tuc ', ''), ' +')))
  ) stored,
  alter column words set expression as (
    setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded_keywords), 'B')
      || setweight(to_tsvector('simple', folded_body), 'C')
  );
create index document_by_extra on search.document using gin (extra jsonb_path_ops);

insert into search.word (corpus, word)
select distinct corpus, w from search.document, regexp_split_to_table(folded_title, ' +') w where w ~ '^[a-z]{2,30}$';
