def sections(desk, request):
    return []
