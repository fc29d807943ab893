-- The orders of a status, newest first, are found by order_by_status.
drop index order_newest;
