/** How a record is sent, by language: `write(url, record)` gives a program that runs as it stands. */
export const SNIPPETS = [
  { id: "curl", name: "curl", write: curl },
  { id: "javascript", name: "JavaScript", write: javascript },
  { id: "java", name: "Java", write: java },
  { id: "python", name: "Python", write: python },
];

function curl(url, record) {
  const body = JSON.stringify(record, null, 2).replaceAll("'", `'\\''`);
  return `curl '${url}' \\
  -H 'Content-Type: application/json' \\
  -d '${body}'`;
}

function javascript(url, record) {
  return `const response = await fetch(${JSON.stringify(url)}, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${indented(JSON.stringify(record, null, 2), "  ")}),
});
console.log(response.status, await response.json());`;
}

function java(url, record) {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Send {
    public static void main(String[] args) throws Exception {
        String record = """
${indented(JSON.stringify(record, null, 2).replaceAll("\\", "\\\\"), "                ", true)}
                """;
        HttpRequest request = HttpRequest.newBuilder(URI.create(${JSON.stringify(url)}))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(record))
                .build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}`;
}

function python(url, record) {
  return `import json
import urllib.request

record = ${pythonText(record, "")}
request = urllib.request.Request(
    ${JSON.stringify(url)},
    data=json.dumps(record).encode(),
    headers={"Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())`;
}

function pythonText(value, indent) {
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    return `[${value.map((item) => pythonText(item, indent)).join(", ")}]`;
  }
  if (value !== null && typeof value === "object") {
    const lines = Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${pythonText(item, inner)},\n`);
    return lines.length ? `{\n${lines.join("")}${indent}}` : "{}";
  }
  const words = { true: "True", false: "False", null: "None" };
  return words[String(value)] && typeof value !== "string" ? words[String(value)] : JSON.stringify(value);
}

function indented(text, indent, first = false) {
  return (first ? indent : "") + text.replaceAll("\n", `\n${indent}`);
}
