-- The mail of a card payment is looked up by the worker for every card, and by the foreign key when a payment is deleted.

create index mail_payment on mail (shop_id, payment_id) where payment_id is not null;

-- The limit of mails about unpaid orders counts those of a recipient. An address with a tag (name+tag@…) is the same mailbox.

create function mailbox_of(address text) returns text
  language sql immutable parallel safe return lower(regexp_replace(address, '\+[^@]*@', '@'));
create index mail_mailbox on mail (shop_id, mailbox_of(recipient), created_at);
