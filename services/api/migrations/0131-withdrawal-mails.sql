-- The acknowledgement of a withdrawal, whose words a shop can change, and the notice to the merchant. Whatever other kinds there are stay allowed.
do $$
declare
  c record;
begin
  for c in select conrelid::regclass as table_name, conname, pg_get_constraintdef(oid) as definition,
      case conname when 'mail_kind_check' then '''WITHDRAWAL''::text, ''WITHDRAWAL_NOTICE''::text, ' else '''WITHDRAWAL''::text, ' end as kinds
    from pg_constraint where conname in ('mail_kind_check', 'mail_text_kind_check')
  loop
    execute format('alter table %s drop constraint %I', c.table_name, c.conname);
    execute format('alter table %s add constraint %I %s', c.table_name, c.conname,
      replace(c.definition, 'ARRAY[', 'ARRAY[' || c.kinds));
  end loop;
end $$;
