#!/usr/bin/env node
// duckdb -csv -c QUERY: as much of DuckDB's command line as the cookbook uses,
// over the same engine as npm has it, for machines that lack the program.
// .ci/run installs it where it can.
import { DuckDBInstance } from '@duckdb/node-api';

const args = process.argv.slice(2);
if (args.length !== 3 || args[0] !== '-csv' || args[1] !== '-c') {
  console.error('usage: duckdb -csv -c QUERY');
  process.exit(2);
}
const connection = await (await DuckDBInstance.create()).connect();
const result = await connection.runAndReadAll(args[2]);
const cell = (value) => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
for (const row of [result.columnNames(), ...result.getRows()]) {
  console.log(row.map(cell).join(','));
}
