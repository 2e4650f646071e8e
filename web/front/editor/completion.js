// What is completed while one types: prefixes, and by place the classes, properties and concepts of this graph.

import Yasqe from "@zazuko/yasqe";

const MOST = 80;
const LOCAL = /^[A-Za-z_][\w-]*$/;

/** Has the editor complete what an address tells, and gives what it told: prefixes, terms and the questions of the library. */
export async function learn(address, editor) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const known = await answer.json();
  Yasqe.forkAutocompleter("prefixes", {
    name: "known-prefixes",
    get: () => Object.entries(known.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`),
    persistenceId: null,
    autoShow: false,
  }, false);
  Yasqe.registerAutocompleter(makeCompleter(known), false);
  await Promise.all(["known-prefixes", "known-terms"].map((name) => editor.enableCompleter(name)));
  return known;
}

function makeCompleter({ prefixes, terms }) {
  const named = new Map();
  return {
    name: "known-terms",
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (editor) => findKind(editor) !== null,
    preProcessToken: (editor, token) => {
      const { string, start, end } = findWord(editor);
      return { ...token, string, start, end, from: { ch: start }, to: { ch: end } };
    },
    get: (editor, token) => {
      const words = token.string.replace(/^</, "");
      const found = rank(terms.filter(({ kind }) => kind === findKind(editor)), words, { ...prefixes, ...editor.getPrefixesFromQuery() });
      for (const term of found) named.set(term.iri, term);
      return found.map(({ iri }) => iri);
    },
    postProcessSuggestion: (editor, _, iri) => shorten(iri, { ...prefixes, ...editor.getPrefixesFromQuery() }),
    postprocessHints: (editor, hints) => hints.map((hint) => describe(hint, named, { ...prefixes, ...editor.getPrefixesFromQuery() })),
  };
}

/** What may stand where the cursor is: "class", "property" or "concept"; null where none of them may. */
function findKind(editor) {
  const cursor = editor.getDoc().getCursor();
  const { line } = cursor;
  const word = findWord(editor);
  if (["comment", "string", "atom"].includes(editor.getTokenTypeAt(cursor))) return null;
  if (/^\s*(PREFIX|BASE)\b/i.test(editor.getDoc().getLine(line).slice(0, cursor.ch))) return null;
  let parts = 0; // of the triple that is being written: a subject and a property come before an object
  for (const before of iterBefore(editor, line, word.start)) {
    if (parts === 0 && /^(a|rdf:type|<.*[#/]type>)$/.test(before)) return "class";
    if (parts === 0 && /^[/|^!]$/.test(before)) return "property";
    if (parts === 0 && /^(SELECT|DISTINCT|WHERE|BY|FROM|NAMED|GRAPH|SERVICE|AS|LIMIT|OFFSET|ORDER|GROUP)$/i.test(before)) return null;
    if (/^[{}.[(]$/.test(before)) break;
    if (before === ";") return parts === 0 ? "property" : "concept";
    if (before === ",") return "concept";
    parts += 1;
  }
  return parts === 1 ? "property" : "concept";
}

/** The name that ends at the cursor, as far as it is written: the editor's own tokens break one that is no name yet. */
function findWord(editor) {
  const { line, ch } = editor.getDoc().getCursor();
  const [string] = /(?:<[^\s<>"{}]*|[\w-]*:[\w.-]*|[A-Za-z][\w-]*)?$/.exec(editor.getDoc().getLine(line).slice(0, ch));
  return { string, start: ch - string.length, end: ch };
}

/** What stands before a place, the nearest first, without spaces and comments. */
function* iterBefore(editor, line, ch) {
  for (let number = line; number >= 0; number -= 1) {
    const tokens = editor.getLineTokens(number).filter(({ type, end }) => !["ws", "comment"].includes(type) && (number < line || end <= ch));
    yield* tokens.reverse().map(({ string }) => string.trim()).filter(Boolean);
  }
}

/** The terms that fit what is typed: those that begin with it first, then those whose name or label holds it. */
function rank(terms, words, prefixes) {
  const colon = words.indexOf(":");
  const namespace = colon >= 0 ? prefixes[words.slice(0, colon)] : undefined;
  const iri = namespace === undefined ? words : namespace + words.slice(colon + 1);
  const rest = (namespace === undefined ? words : words.slice(colon + 1)).toLowerCase();
  const begins = terms.filter((term) => term.iri.startsWith(iri));
  const holds = terms.filter((term) => (
    !begins.includes(term) && (namespace === undefined || term.iri.startsWith(namespace)) &&
    (term.iri.split(/[#/]/).at(-1).toLowerCase().includes(rest) || term.label.toLowerCase().includes(rest))
  ));
  return [...begins, ...holds].slice(0, MOST);
}

/** A term as one writes it: with its prefix where there is one and no sign would have to be escaped. */
function shorten(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && LOCAL.test(iri.slice(namespace.length))) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return `<${iri}>`;
}

/** A completion with what the term is called, or what it means. */
function describe(hint, named, prefixes) {
  const term = [...named.values()].find(({ iri }) => shorten(iri, prefixes) === hint.text);
  if (!term) return hint;
  const more = term.kind === "concept" ? `${term.label} (${term.comment})` : term.comment || term.label;
  return { ...hint, displayText: `${hint.text} – ${more}` };
}
