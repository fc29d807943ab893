-- The mailbox as a column: row-level security allows an index for comparisons of columns, and not of what a function returns.
drop index mail_mailbox;
alter table mail add column mailbox text generated always as (mailbox_of(recipient)) stored;
create index mail_mailbox on mail (shop_id, mailbox, created_at);
