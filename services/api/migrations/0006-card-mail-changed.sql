-- A mail to the previous recipient of card mails, sent when the address or its OpenPGP key changes.

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED'));
