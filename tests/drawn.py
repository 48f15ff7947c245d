"""What a picture is drawn from: its layers, and the rows of each."""


def rows_of(spec, layer):
    """The rows of a layer: those that it names, or those that all layers share."""
    return spec["datasets"][layer.get("data", spec.get("data"))["name"]]


def layers(chart, **options):
    """Each layer with its rows, from the lowest."""
    spec = chart.to_dict(**options)
    return [(layer, rows_of(spec, layer)) for layer in spec["layer"]]
