"""How benchmarks tell their figures: one line each, with a ratio where the same run measured a floor."""

import msgspec


def show(json: bool, name: str, value: float, unit: str, ratio: float | None = None) -> None:
    """Prints one figure, as a line of JSON or for people."""
    figure = {"name": name, "value": round(value, 3), "unit": unit} | ({"ratio": round(ratio, 3)} if ratio else {})
    told = f"{name}: {figure['value']} {unit}" + (f", ratio {figure['ratio']}" if ratio else "")
    print(msgspec.json.encode(figure).decode() if json else told, flush=True)
