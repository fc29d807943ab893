-- The mail to the merchant about an endpoint that was switched off. Whatever other kinds there are stay allowed.
do $$
declare
  definition text := pg_get_constraintdef(oid) from pg_constraint where conname = 'mail_kind_check';
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check ' || replace(definition, 'ARRAY[', 'ARRAY[''WEBHOOK_GONE''::text, ');
end $$;
