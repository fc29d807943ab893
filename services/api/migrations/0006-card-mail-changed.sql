-- A mail that tells the address where card mail went that this, or its key, was changed.

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED'));
