-- What every schema may use.

-- For searching: lower case, composed, without accents ("Đỗ Thị Ánh" and its decomposed form both give "do thi anh").
create function database.without_diacritics(value text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, nfc)));
