/** What a handler decided to say; the server writes it. */
export interface Answer {
  status: number;
  /** Sent as it is; empty for no body. */
  body: string;
  contentType: string | null;
  headers: Readonly<Record<string, string>>;
  /** Why, for the record; it is not sent. */
  note?: string;
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: JSON.stringify(value), contentType: 'application/json; charset=utf-8', headers };
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: '', contentType: null, headers };
}

/** The page of a gateway that stands before the service. */
export function html(status: number): Answer {
  const body =
    '<!DOCTYPE html>\n<html><head><title>Service Unavailable</title></head><body>' +
    `<h2>Our services aren’t available right now</h2><p>Error ${status}. We’re working to restore all services ` +
    'as soon as possible.</p></body></html>\n';
  return { status, body, contentType: 'text/html; charset=utf-8', headers: {} };
}

/** `{"error":{"code","message"}}`. */
export function odataError(status: number, message: string): Answer {
  return json({ error: { code: String(status), message } }, status);
}

/** `{"statusCode","message","errors","requestId","traceId"}`. */
export function avepointError(status: number, message: string, requestId: string): Answer {
  const traceId = requestId.replaceAll('-', '');
  return json({ statusCode: status, message, errors: [message], requestId, traceId }, status);
}
