import { runMigrations } from 'graphile-worker'
import pg from 'pg'

/** Whether `prepareJobs` has come to its end: its last statement makes the policies. */
export async function jobsArePrepared(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_policies where schemaname = 'graphile_worker' and policyname = 'serving' limit 1`,
    )
    return rowCount === 1
  } finally {
    await client.end()
  }
}

/**
 * Installs the job queue's own tables as their owner, and lets the serving role work with them
 * (the queue switches row security on, which would hide every row from any other role).
 */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      grant usage on schema graphile_worker to lianxin_serving;
      grant select, insert, update, delete on all tables in schema graphile_worker to lianxin_serving;
      grant usage, select on all sequences in schema graphile_worker to lianxin_serving;
      grant execute on all functions in schema graphile_worker to lianxin_serving;
      do $$
      declare t record;
      begin
        for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity
        loop
          if not exists (select 1 from pg_policies where schemaname = 'graphile_worker' and tablename = t.relname and policyname = 'serving') then
            execute format('create policy serving on graphile_worker.%I for all to lianxin_serving using (true) with check (true)', t.relname);
          end if;
        end loop;
      end $$;`)
  } finally {
    await client.end()
  }
}
