create schema search;

-- What can be found: one row a thing, by corpus. The words are folded (no tones, i for y) before they come here.
create table search.document (
  corpus text not null,
  ref text not null,
  title text not null,
  folded_title text not null,
  folded_body text not null,
  words tsvector generated always as (
    setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded_body), 'C')
  ) stored,
  spelled tsvector generated always as (to_tsvector('simple', lower(title))) stored,
  primary key (corpus, ref)
);
create index document_by_words on search.document using gin (words);

-- The vocabulary of a corpus, for mending typing mistakes.
create view search.vocabulary as
  select d.corpus, w.word, count(*)::int as documents
  from search.document d cross join lateral unnest(tsvector_to_array(d.words)) as w(word)
  group by 1, 2;
