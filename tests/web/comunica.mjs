// Asks Comunica what the test wants to know: a list of {query, sources} comes in as JSON, a list of answers goes out.

import { QueryEngine } from "@comunica/query-sparql";

const engine = new QueryEngine();
const answers = [];
for (const { query, sources } of JSON.parse(process.argv[2])) {
  const result = await engine.query(query, { sources });
  const { data } = await engine.resultToString(result, {
    bindings: "application/sparql-results+json", boolean: "application/sparql-results+json", quads: "application/n-triples",
  }[result.resultType]);
  const parts = [];
  for await (const part of data) parts.push(Buffer.from(part));
  answers.push(Buffer.concat(parts).toString());
}
process.stdout.write(JSON.stringify(answers));
