import type { ReactNode } from "react";
import type { LibraryList } from "../content/libraries.js";
import { inline } from "./inline.js";

/** The libraries that were asked, with version and day, and those that could not be. */
export default function LibraryVersions({ data }: { data: LibraryList }): ReactNode {
  return (
    <>
      <p>
        {data.libraries.length} libraries answered {data.questions} questions. With those of the table of
        types, each was asked up to {data.requests.toLocaleString("en")} times.
      </p>
      <div className="scroll" role="group" aria-label="Versions">
        <table>
          <caption className="spoken">Libraries that were asked, and those that could not be</caption>
          <thead>
            <tr>
              <th scope="col">Language</th>
              <th scope="col">Library</th>
              <th scope="col">Version</th>
              <th scope="col">Recorded</th>
              <th scope="col">Does not offer</th>
            </tr>
          </thead>
          <tbody>
            {data.libraries.map(({ language, library, version, date, lacks }) => (
              <tr key={`${language} ${library}`}>
                <td>{language}</td>
                <td>{library}</td>
                <td>{version}</td>
                <td>
                  <span className="whole">{date}</span>
                </td>
                <td>{inline(lacks.join("; "))}</td>
              </tr>
            ))}
            {data.missing.map(({ language, library, reason }) => (
              <tr key={`${language} ${library}`}>
                <td>{language}</td>
                <td>{library}</td>
                <td colSpan={3}>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
