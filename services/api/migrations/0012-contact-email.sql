-- The address that buyers write to. Without one, their answers go to the mailbox that receives card fragments.

alter table shop add column contact_email text;
grant update (contact_email) on shop to triclic_api;
