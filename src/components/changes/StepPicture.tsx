import type { ReactNode } from "react";
import type { StepCell, Steps, WriterAge } from "../../content/steps.js";

const box = { width: 119, height: 40, gap: 6 };

const legends: Record<WriterAge, string> = { old: "Amber: the old form.", new: "Violet: the new one." };

/** What becomes of the old and the new form, release by release: in a row, or in a column where there is no room. */
export default function StepPicture({ steps }: { steps: Steps }): ReactNode {
  return (
    <figure className="steps-picture">
      <Row steps={steps} />
      <Column steps={steps} />
      <figcaption>
        {steps.forms.map(({ side }) => legends[side]).join(" ")} Dashed: nothing relies on it.
      </figcaption>
    </figure>
  );
}

function releaseClass(isNever: boolean, more = ""): string {
  return ["release", more, isNever ? "never" : ""].filter(Boolean).join(" ");
}

/** Releases beside each other, a line for each form. */
function Row({ steps: { releases, forms, alternative } }: { steps: Steps }): ReactNode {
  const lineHeight = box.height + 34;
  const width = releases.length * (box.width + box.gap);
  const height = 24 + forms.length * lineHeight;
  return (
    <Drawing className="in-a-row" width={width} height={height} alternative={alternative}>
      {releases.map(({ name, isNever }, at) => (
        <text
          key={at}
          className={releaseClass(isNever)}
          x={at * (box.width + box.gap) + box.width / 2}
          y={14}
        >
          {name}
        </text>
      ))}
      {forms.map(({ name, side, cells }, line) => {
        const top = 24 + line * lineHeight;
        return (
          <g key={name}>
            <text className={`form ${side}`} x={0} y={top + 16}>
              {name}
            </text>
            {cells.map((cell, at) => (
              <Cell key={at} cell={cell} side={side} x={at * (box.width + box.gap) + 1} y={top + 25} />
            ))}
          </g>
        );
      })}
    </Drawing>
  );
}

/** Releases below each other, a column for each form. */
function Column({ steps: { releases, forms, alternative } }: { steps: Steps }): ReactNode {
  const labelWidth = releases.some(({ isNever }) => isNever) ? 76 : 40;
  const top = 8 + forms.length * 22;
  return (
    <Drawing
      className="in-a-column"
      width={labelWidth + 2 * (box.width + box.gap)}
      height={top + releases.length * (box.height + box.gap)}
      alternative={alternative}
    >
      {forms.map(({ name, side }, line) => (
        <text key={name} className={`form ${side}`} x={0} y={14 + line * 22}>
          {name}
        </text>
      ))}
      {releases.map(({ name: release, isNever }, at) => {
        const y = top + at * (box.height + box.gap);
        return (
          <g key={at}>
            <text className={releaseClass(isNever, "start")} x={0} y={y + box.height / 2 + 5}>
              {release}
            </text>
            {forms.map(({ name, side, cells }, column) => (
              <Cell
                key={name}
                cell={cells[at] as StepCell}
                side={side}
                x={labelWidth + column * (box.width + box.gap)}
                y={y + 1}
              />
            ))}
          </g>
        );
      })}
    </Drawing>
  );
}

interface DrawingProps {
  className: string;
  width: number;
  height: number;
  alternative: readonly string[];
  children: ReactNode;
}

function Drawing({ className, width, height, alternative, children }: DrawingProps): ReactNode {
  return (
    <svg
      className={className}
      viewBox={`0 0 ${width} ${height + 2}`}
      style={{ maxWidth: width }}
      role="img"
      aria-label={`The forms over the releases. ${alternative.join(" ")}`}
    >
      {children}
    </svg>
  );
}

function Cell({
  cell: { text, state },
  side,
  x,
  y,
}: {
  cell: StepCell;
  side: WriterAge;
  x: number;
  y: number;
}): ReactNode {
  const [middle, center] = [x + box.width / 2, y + box.height / 2];
  if (state === "absent")
    return <line className="nothing" x1={middle - 10} x2={middle + 10} y1={center} y2={center} />;
  return (
    <>
      <rect className={`${side} ${state}`} x={x} y={y} width={box.width - 2} height={box.height - 2} rx={4} />
      <text className={`step ${side} ${state}`} x={middle - 1} y={center + 4}>
        {text}
      </text>
    </>
  );
}
