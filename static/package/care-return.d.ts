/** Who is signed in, as the host tells it. All but the token may be left out; `expires` is Unix time in milliseconds. */
export interface HostToken {
  token: string;
  issuer?: string;
  subject?: string;
  name?: string;
  expires?: number;
}

/** What the host knows already. Each answer is marked as given by the host. */
export interface Prefill {
  /** Who or what the return is about: the kind, and its details by item. */
  subject?: { kind: string; answers: Record<string, string> };
  /** Answers of a return that is begun now, by place: a text, or a list of codes. */
  answers?: Record<string, string | string[]>;
  /** Earlier returns of the subject, as they were posted. */
  latest?: { receivedAt: string; body: object }[];
}

/** What is told with `care-return:submitted`. */
export interface Submitted {
  id: string;
  return: string;
  subject: string;
  reference: string;
  receivedAt: string;
  state: "received" | "accepted" | "refused";
}

/** A return in a page of yours: `<care-return>`. Properties are set before it is put into the page, or `restart` is called. */
export class CareReturn extends HTMLElement {
  /** What `config.json` of the page Care Returns would hold. */
  configuration?: object;
  prefill?: Prefill;
  /** Asked for a token at the start, and with `again` where the last one is no longer taken or a person signs in. */
  tokenProvider?: (why: { again: boolean }) => Promise<HostToken>;
  /** Takes a finished return in the place of a backend: its id and its bytes as text. Gives a receipt, or a status and a body. */
  takeReturn?: (id: string, text: string) => Promise<object>;
  /** Saves what is typed: whether nothing of it is in memory only. */
  save(): Promise<boolean>;
  /** Goes to "Check your answers" of the open return: whether one is open. */
  finish(): boolean;
  /** Tries to send what waits. */
  send(): void;
  /** Locks what is kept, where a PIN or a passphrase keeps others out. */
  lock(): Promise<boolean>;
  /** Begins anew, at its start or where it is. */
  restart(atStart?: boolean): void;
}

declare global {
  interface HTMLElementEventMap {
    "care-return:ready": CustomEvent<object>;
    "care-return:changed": CustomEvent<{ draft: string; form: string }>;
    "care-return:saved": CustomEvent<{ draft: string; form: string }>;
    "care-return:submitted": CustomEvent<Submitted>;
    "care-return:failed": CustomEvent<{ what: "start" | "save" | "refused"; message?: string; id?: string }>;
    "care-return:leaving": CustomEvent<{ page: string }>;
  }
  interface HTMLElementTagNameMap {
    "care-return": CareReturn;
  }
}
