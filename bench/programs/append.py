def main():
    s = ''
    for i in range(100000):
        s += f"x{i};"
    print(len(s))


main()  # in a function, where CPython grows a text in place
