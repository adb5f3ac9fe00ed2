-- When a question was last asked singly: raised anew, it is not asked again at once.
alter table question add column asked_at timestamptz;
