// Made by `npm run api-client` from the description that the server gives of its own API. Do not edit.

export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of staff by name, or the one resident with a phone */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    person?: string;
                    phone?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                account: string | null;
                                /** Format: date-time */
                                created_at: string;
                                demonstration: boolean;
                                disabled_at: string | null;
                                id: string;
                                locked_until: string | null;
                                open_sessions: number;
                                password_due: boolean;
                                person: {
                                    id: string;
                                    name: string;
                                };
                                phone: string | null;
                                roles: string[];
                                second_factor: boolean;
                                seen_at: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make an account for a person; without a password it gets a one-time one, told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        account: string;
                        password?: string;
                        /** Format: uuid */
                        person_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: string;
                            id: string;
                            one_time_password: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shut an account and end its sessions */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a shut account again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time password for somebody who forgot theirs, told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            one_time_password: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/reset-second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the second factor from somebody who lost it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every session of an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ended: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a lock-out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Areas in the order of their codes */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    kind?: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                    /** @description 50 where it is left out */
                    limit?: number;
                    parent?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                                households: number | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                                parent_id: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open an area */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        dedicated_to?: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                        households?: number | null;
                        /** @enum {unknown} */
                        kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                        name: string;
                        name_en?: string | null;
                        parent_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                            households: number | null;
                            id: string;
                            /** @enum {unknown} */
                            kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                            name: string;
                            name_en: string | null;
                            parent_id: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An area, who works it and whom to ring */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chain: {
                                code: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                            }[];
                            code: string;
                            community: {
                                id: string;
                                name: string;
                                phone: string | null;
                            } | null;
                            dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                            households: number | null;
                            id: string;
                            /** @enum {unknown} */
                            kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                            name: string;
                            name_en: string | null;
                            parent_id: string | null;
                            worker: {
                                name: string;
                                office: string;
                                office_phone: string | null;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what an area is called */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        households?: number | null;
                        name?: string;
                        name_en?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                            households: number | null;
                            id: string;
                            /** @enum {unknown} */
                            kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                            name: string;
                            name_en: string | null;
                            parent_id: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/areas/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an area, the newest first */
        get: {
            parameters: {
                query?: {
                    before?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                kind: string;
                                names: {
                                    [key: string]: string;
                                };
                                payload: {
                                    [key: string]: unknown;
                                };
                                seq: number;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an area that holds nothing any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/{id}/shape": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give an area a new boundary; the old one ends and is kept */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        coordinates: unknown[];
                        type: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The area that holds a point (WGS-84) */
        get: {
            parameters: {
                query: {
                    lat: number;
                    lng: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chain: {
                                code: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                            }[];
                            id: string;
                            /** @enum {unknown} */
                            kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                            name: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/shapes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Current shapes as GeoJSON (RFC 7946) */
        get: {
            parameters: {
                query?: {
                    /** @description west,south,east,north */
                    bbox?: string;
                    kind?: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                    within?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            features: unknown[];
                            truncated: boolean;
                            /** @enum {string} */
                            type: "FeatureCollection";
                        };
                    };
                };
                /** @description Default Response */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 谁看过什么 / who looked at what */
        get: {
            parameters: {
                query?: {
                    action?: string;
                    cursor?: number;
                    from?: string;
                    outcome?: "done" | "refused";
                    person?: string;
                    subject?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cursor: number | null;
                            entries: {
                                action: string;
                                /** Format: date-time */
                                at: string;
                                id: number;
                                outcome: string;
                                person_id: string | null;
                                person_name: string | null;
                                reason: string | null;
                                subject_id: string | null;
                                subject_name: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The demonstration accounts; not found outside demonstration mode */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: string;
                            name: string;
                            organisation: string | null;
                            roles: {
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                        }[];
                    };
                };
            };
        };
        put?: never;
        /** Sign in to a demonstration account; not found outside demonstration mode */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        account: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null for residents, who sign in by phone. */
                            account: string | null;
                            demo: boolean;
                            duties: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "anonymous" | "resident" | "staff";
                            name: string | null;
                            /** @description The password must be changed before anything else is done. */
                            password_due: boolean;
                            second_factor: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null for residents, who sign in by phone. */
                            account: string | null;
                            demo: boolean;
                            duties: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "anonymous" | "resident" | "staff";
                            name: string | null;
                            /** @description The password must be changed before anything else is done. */
                            password_due: boolean;
                            second_factor: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password; every other session ends */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null for residents, who sign in by phone. */
                            account: string | null;
                            demo: boolean;
                            duties: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "anonymous" | "resident" | "staff";
                            name: string | null;
                            /** @description The password must be changed before anything else is done. */
                            password_due: boolean;
                            second_factor: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/phone/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to a phone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/phone/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by the code that was sent to a phone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        phone: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null for residents, who sign in by phone. */
                            account: string | null;
                            demo: boolean;
                            duties: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "anonymous" | "resident" | "staff";
                            name: string | null;
                            /** @description The password must be changed before anything else is done. */
                            password_due: boolean;
                            second_factor: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin setting up a second factor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            secret: string;
                            url: string;
                        };
                    };
                };
            };
        };
        /** Remove the second factor, by one of its codes or a back-up code */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the second factor in force; answers with the back-up codes, this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            backup_codes: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own open sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agent: string | null;
                            /** Format: date-time */
                            created_at: string;
                            current: boolean;
                            id: string;
                            opened_by: string;
                            /** Format: date-time */
                            seen_at: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the own sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by account and password, and by a code where a second factor is in use */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        account: string;
                        code?: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null for residents, who sign in by phone. */
                            account: string | null;
                            demo: boolean;
                            duties: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                role_en: string;
                                role_zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "anonymous" | "resident" | "staff";
                            name: string | null;
                            /** @description The password must be changed before anything else is done. */
                            password_due: boolean;
                            second_factor: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可以挂在墙上的看板 / boards for the wall that this person may see */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            boards: {
                                /** Format: date-time */
                                at: string;
                                en: string;
                                id: string;
                                kind: string;
                                place: string | null;
                                rehearsal: boolean;
                                running: boolean;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作日历 / the working calendar of a year */
        get: {
            parameters: {
                query?: {
                    year?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            days: {
                                amended: boolean;
                                day: string;
                                known: boolean;
                                reason?: {
                                    en: string;
                                    zh: string;
                                };
                                working: boolean;
                            }[];
                            source: string | null;
                            unverified: boolean;
                            year: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修订某一天 / amend a day; deadlines that start from now on follow it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason_en: string;
                        reason_zh: string;
                        working: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amended: boolean;
                            day: string;
                            known: boolean;
                            reason?: {
                                en: string;
                                zh: string;
                            };
                            working: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        /** 撤销修订 / take an amendment back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amended: boolean;
                            day: string;
                            known: boolean;
                            reason?: {
                                en: string;
                                zh: string;
                            };
                            working: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{day}/effect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 修订某一天会影响什么 / what amending a day touches, and who amended it before */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            amendment: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                reason_en: string;
                                reason_zh: string;
                            } | null;
                            capped: boolean;
                            /** @description Deadlines that run over this day and count working days: they stay */
                            running: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        consent: boolean;
                        phone: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/care": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looks after a corner, how to reach them, how to complain about them */
        get: {
            parameters: {
                query?: {
                    code?: string;
                    lat?: number;
                    lng?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                code: string;
                                dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                            };
                            chain: {
                                code: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                            }[];
                            community: {
                                address: string | null;
                                hours: string | null;
                                id: string;
                                name: string;
                                name_en: string | null;
                                phone: string | null;
                            } | null;
                            complain: {
                                hotline: {
                                    address: string | null;
                                    hours: string | null;
                                    id: string;
                                    name: string;
                                    name_en: string | null;
                                    phone: string | null;
                                } | null;
                                office: {
                                    address: string | null;
                                    hours: string | null;
                                    id: string;
                                    name: string;
                                    name_en: string | null;
                                    phone: string | null;
                                } | null;
                            };
                            outline: {
                                coordinates: unknown[];
                                /** @enum {unknown} */
                                type: "Polygon" | "MultiPolygon";
                            } | null;
                            place: {
                                address: string | null;
                                code: string;
                                name: string;
                            } | null;
                            report_path: string;
                            worker: {
                                name: string;
                                office: string;
                                phone: string | null;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communities/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gaps, overlaps and what juts out of a community, as shapes with their areas */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            gaps: {
                                between: {
                                    id: string;
                                    name: string;
                                }[];
                                geometry: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                square_metres: number;
                            }[];
                            outside: {
                                between: {
                                    id: string;
                                    name: string;
                                }[];
                                geometry: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                square_metres: number;
                            }[];
                            overlaps: {
                                between: {
                                    id: string;
                                    name: string;
                                }[];
                                geometry: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                square_metres: number;
                            }[];
                            tolerance_square_metres: number;
                            tolerance_unverified: boolean;
                            without_shape: {
                                code: string;
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/communities/{id}/grids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A community and its grids: shapes, sizes, workers, versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            community: {
                                code: string;
                                dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                                households: {
                                    count: number;
                                    on: string | null;
                                    source: string | null;
                                } | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                                parent_id: string | null;
                                shape: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                size: {
                                    /** @enum {unknown} */
                                    is: "below" | "above";
                                    max: number;
                                    min: number;
                                    source: string;
                                    unverified: boolean;
                                } | null;
                                square_metres: number | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            };
                            grids: {
                                code: string;
                                dedicated_to: ("business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital") | null;
                                households: {
                                    count: number;
                                    on: string | null;
                                    source: string | null;
                                } | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                                open_matters: number;
                                parent_id: string | null;
                                shape: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                size: {
                                    /** @enum {unknown} */
                                    is: "below" | "above";
                                    max: number;
                                    min: number;
                                    source: string;
                                    unverified: boolean;
                                } | null;
                                square_metres: number | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            /** @description Whether whoever asks may divide this community */
                            may_change: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 从表格登记：全部写入或一行不写 / enter from a table: all of it or nothing */
        post: {
            parameters: {
                query?: {
                    dry_run?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                column: number;
                                en: string;
                                field?: string;
                                line: number;
                                zh: string;
                            }[];
                            rows: number;
                            would: {
                                already: number;
                                create: number;
                            };
                            written: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/file/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按街道、社区的覆盖和空白 / coverage and gaps by street and community */
        get: {
            parameters: {
                query?: {
                    by?: "street" | "community";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            may_write: boolean;
                            rows: {
                                attached: number;
                                id: string;
                                kind: string;
                                name: string;
                                none: number;
                                own: number;
                                people_without: number;
                                units: number;
                            }[];
                            sectors: {
                                en: string;
                                id: string;
                                kind: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    area?: string;
                    care?: "own" | "attached" | "none";
                    sector?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: {
                                    id: string;
                                    name: string;
                                };
                                branch: string | null;
                                branch_id: string | null;
                                /** @enum {unknown} */
                                care: "own" | "attached" | "none";
                                could_found: boolean;
                                full_members: number;
                                id: string;
                                kind: string;
                                may_change: boolean;
                                name: string;
                                people: number;
                                register_code: string;
                                sector: string;
                                version: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        area_id: string;
                        branch_id: string | null;
                        /** @enum {unknown} */
                        care: "own" | "attached" | "none";
                        full_members: number;
                        name: string;
                        people: number;
                        register_code: string;
                        sector: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        branch_id?: string | null;
                        /** @enum {unknown} */
                        care?: "own" | "attached" | "none";
                        ended?: boolean;
                        full_members?: number;
                        name?: string;
                        people?: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demonstration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 演示城市的情况 / how the demonstration is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next_act_at: string | null;
                            of: number;
                            simulating: boolean;
                            switched_at: string | null;
                            told: number;
                        };
                    };
                };
            };
        };
        /** 开关演示模拟 / switch the simulator */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        simulating: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next_act_at: string | null;
                            of: number;
                            simulating: boolean;
                            switched_at: string | null;
                            told: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a duty */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        active_from?: string;
                        active_to?: string | null;
                        area_id?: string | null;
                        /** Format: uuid */
                        organisation_id: string;
                        /** Format: uuid */
                        person_id: string;
                        role: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            active_from: string;
                            active_to: string | null;
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duties/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a duty, now or at a time to come; open matters in their hands go to `hand_to` */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at?: string;
                        /** Format: uuid */
                        hand_to?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发件箱：逐条收下，重复发送只算一次 / the outbox: taken one by one, each once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description Made once by this installation of the field face.
                         */
                        device: string;
                        entries: ({
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "walk_start";
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            checks?: {
                                id?: string;
                                ok: boolean;
                                words?: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "mark";
                            /** @description With `not_reached`: why. */
                            obstacle?: string;
                            /** Format: uuid */
                            plan: string;
                            /** Format: uuid */
                            point: string;
                            position?: {
                                /** @description Metres. */
                                accuracy?: number;
                                lat: number;
                                lng: number;
                            };
                            /** @enum {unknown} */
                            result: "seen" | "nothing_wrong" | "finding" | "not_reached";
                            /** @description The `key` of a round. */
                            round: string;
                            /**
                             * Format: uuid
                             * @description The walk: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            walk: string;
                            words?: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "walk_end";
                            /**
                             * Format: uuid
                             * @description The walk: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            walk: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            category?: string;
                            /** @description The number of an open matter about the same thing. */
                            follows?: string;
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "finding";
                            location?: {
                                address?: string;
                                /** Format: uuid */
                                area_id?: string;
                                lat?: number;
                                lng?: number;
                                place_code?: string;
                            };
                            photos?: {
                                claim: string;
                                /** Format: uuid */
                                id: string;
                            }[];
                            /** Format: uuid */
                            plan?: string;
                            /** Format: uuid */
                            point?: string;
                            text: string;
                            title?: string;
                            urgency?: string;
                            /**
                             * Format: uuid
                             * @description The walk on which it was found: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            walk?: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "settle";
                            /**
                             * Format: uuid
                             * @description The finding: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            of: string;
                            photos?: {
                                claim: string;
                                /** Format: uuid */
                                id: string;
                            }[];
                            text: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "carry_up";
                            /**
                             * Format: uuid
                             * @description The finding or matter: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            of: string;
                            reason?: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "add";
                            /**
                             * Format: uuid
                             * @description The finding or matter: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            of: string;
                            /** @description Whether a person who asked may read it; no where left out. */
                            open?: boolean;
                            photos?: {
                                claim: string;
                                /** Format: uuid */
                                id: string;
                            }[];
                            /** @enum {unknown} */
                            purpose?: "before" | "after";
                            text: string;
                        } | {
                            /** @description Client ids of entries without which this one means nothing. */
                            after?: string[];
                            command: {
                                category: string;
                                requestKind?: string;
                                /** @enum {string} */
                                type: "triage";
                                urgency: string;
                            } | {
                                item?: string;
                                note?: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "dispatch";
                            } | {
                                /** @enum {string} */
                                type: "take";
                            } | {
                                /** @enum {string} */
                                type: "sign";
                            } | {
                                /** Format: uuid */
                                handler: string;
                                item?: string;
                                /** @enum {string} */
                                type: "assign";
                            } | {
                                note: string;
                                reached: boolean;
                                /** @enum {string} */
                                type: "contact";
                            } | {
                                open: boolean;
                                text: string;
                                /** @enum {string} */
                                type: "progress";
                            } | {
                                /** @enum {unknown} */
                                outcome: "solved" | "explained" | "unsolved";
                                text: string;
                                /** @enum {string} */
                                type: "answer";
                            } | {
                                ground: string;
                                text?: string;
                                /** @enum {string} */
                                type: "decline";
                            } | {
                                ground: string;
                                reason: string;
                                /** @enum {string} */
                                type: "return";
                            } | {
                                item?: string;
                                reason: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "arbitrate";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "carry_up";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "propose_extension";
                            } | {
                                ground: string;
                                reason: string;
                                /** Format: date */
                                reviewOn: string;
                                /** @enum {string} */
                                type: "propose_suspension";
                            } | {
                                reason: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "propose_hand_over";
                            } | {
                                approve: boolean;
                                reason: string;
                                /** @enum {string} */
                                type: "decide_proposal";
                            } | {
                                /** @enum {string} */
                                type: "withdraw_proposal";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "resume";
                            } | {
                                item?: string;
                                task: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "ask_partner";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "recall_part";
                            } | {
                                accept: boolean;
                                reason: string;
                                /** @enum {string} */
                                type: "accept_part";
                            } | {
                                /** Format: uuid */
                                into: string;
                                reason: string;
                                /** @enum {string} */
                                type: "merge";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "unmerge";
                            } | {
                                item?: string;
                                reason: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "reassign";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "supervise";
                            } | {
                                text: string;
                                /** @enum {string} */
                                type: "note";
                            } | {
                                /** @enum {unknown} */
                                channel: "call_back" | "desk";
                                comment?: string;
                                contacted?: boolean;
                                satisfaction: string;
                                solved: boolean;
                                /** @enum {string} */
                                type: "judge";
                                wantsRework: boolean;
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "reopen";
                            } | {
                                rework: boolean;
                                text: string;
                                /** @enum {string} */
                                type: "review";
                            };
                            /**
                             * Format: date-time
                             * @description What the phone’s clock showed when it was done.
                             */
                            happened_at: string;
                            /**
                             * Format: uuid
                             * @description Made on the phone (UUID version 7), the same however often the entry is sent.
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "command";
                            /**
                             * Format: uuid
                             * @description The matter: the client id of the entry that makes it, or the id that the server knows it by.
                             */
                            of: string;
                            photos?: {
                                claim: string;
                                /** Format: uuid */
                                id: string;
                            }[];
                            /** @description The version that was on the screen; asked for but by progress and note. */
                            version?: number;
                        })[];
                        /**
                         * Format: uuid
                         * @description Whose outbox it is: `me.id` of the pack.
                         */
                        person: string;
                        /**
                         * Format: date-time
                         * @description What the phone’s clock shows now.
                         */
                        sent_at: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            clock: {
                                agrees: boolean;
                                /** @description How far the phone’s clock is behind (negative: ahead). */
                                difference_seconds: number;
                            };
                            entries: {
                                /** @description Whether the same entry, sent again as it is, may be accepted later. */
                                again: boolean;
                                changes?: {
                                    at: string;
                                    by: string | null;
                                    kind: string;
                                    words: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                /** @description The stable code of a problem. */
                                code?: string;
                                faults?: {
                                    at?: string;
                                    en: string;
                                    zh: string;
                                }[];
                                /** @description When it really happened, as the house understands it. */
                                happened_at?: string;
                                id: string;
                                reason?: string;
                                received_at?: string;
                                result?: {
                                    mark_id?: string;
                                    matter_id?: string;
                                    number?: string;
                                    /** @description Whether the position was kept: only while the worker’s own walk was running. */
                                    position_kept?: boolean;
                                    version?: number;
                                    walk_id?: string;
                                };
                                similar?: {
                                    created_at: string;
                                    distance_metres: number | null;
                                    followers: number;
                                    id: string;
                                    number: string;
                                    state: string;
                                    title: string;
                                }[];
                                /** @enum {unknown} */
                                status: "accepted" | "already" | "refused" | "conflict";
                                /** @enum {unknown} */
                                time_note?: "as_told" | "adjusted" | "bounded";
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            received_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/pack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 离线所需的一切 / everything needed without a signal; send If-None-Match */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codes: {
                                address: string | null;
                                area_id: string;
                                code: string;
                                lat: number;
                                lng: number;
                                name: string;
                            }[];
                            /** @description The day in Asia/Shanghai for which the rounds are. */
                            day: string;
                            forms: {
                                categories: components["schemas"]["def-0"][];
                                checks: {
                                    category: string | null;
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                                max_photos: number;
                                max_text: number;
                                obstacles: {
                                    en: string;
                                    id: string;
                                    /** @description Only with words of the worker’s own. */
                                    needs_words: boolean;
                                    zh: string;
                                }[];
                                urgencies: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                            };
                            grids: {
                                code: string;
                                community: string | null;
                                id: string;
                                kind: string;
                                name: string;
                                shape: {
                                    /** @description As in RFC 7946, WGS-84. */
                                    coordinates: number[][][][];
                                    /** @enum {string} */
                                    type: "MultiPolygon";
                                };
                            }[];
                            /** @description True where there is more than a phone is given to carry. */
                            left_out: {
                                codes: boolean;
                                grids: boolean;
                                matters: boolean;
                            };
                            matters: {
                                /** @description Commands that this worker may give now. */
                                actions: string[];
                                address: string | null;
                                area: string | null;
                                /**
                                 * @description Whether who asked can be called: by POST /api/matters/{id}/masked-call, which is recorded.
                                 * @enum {unknown}
                                 */
                                asker: "reachable" | "anonymous" | "no_phone" | "nobody";
                                category: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                } | null;
                                channel: string;
                                created_at: string;
                                due_at: string | null;
                                id: string;
                                lat: number | null;
                                lng: number | null;
                                /** @description This worker handles it. */
                                mine: boolean;
                                number: string;
                                overdue: boolean;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                step_words: {
                                    en: string;
                                    zh: string;
                                } | null;
                                text: string;
                                title: string;
                                urgency: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                };
                                version: number;
                            }[];
                            me: {
                                id: string;
                                name: string;
                                organisations: {
                                    id: string;
                                    name: string;
                                }[];
                            };
                            neighbours: {
                                community: string | null;
                                id: string;
                                name: string;
                            }[];
                            rounds: {
                                closes_at: string;
                                day: string;
                                key: string;
                                number: number;
                                opens_at: string;
                                plan: {
                                    area: string;
                                    area_id: string;
                                    id: string;
                                    name: string;
                                    version: number;
                                };
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                    /** @enum {unknown} */
                                    state: "walked" | "late" | "not_reached" | "missed" | "open" | "later";
                                }[];
                            }[];
                            rules: {
                                clock_tolerance_minutes: number;
                                longest_offline_days: number;
                                /** @description A service lends temporary numbers for calls. */
                                masked_calls: boolean;
                                positions_kept: {
                                    days: number;
                                    unverified: boolean;
                                } | null;
                            };
                            templates: {
                                category: string | null;
                                id: string;
                                text: string;
                                title: string;
                            }[];
                            walk: {
                                day: string;
                                entry_id: string | null;
                                id: string;
                                started_at: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/recorded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 记录了我的什么、保存多久 / what is recorded about me, and for how long */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kept: {
                                days: number;
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            next: string | null;
                            walks: {
                                day: string;
                                ended_at: string | null;
                                ended_by: string | null;
                                id: string;
                                marks: {
                                    checks: unknown;
                                    happened_at: string;
                                    obstacle: string | null;
                                    plan_id: string;
                                    point: string;
                                    point_id: string;
                                    position: {
                                        accuracy: number | null;
                                        lat: number;
                                        lng: number;
                                    } | null;
                                    received_at: string;
                                    result: string;
                                    time_note: string;
                                    words: string | null;
                                }[];
                                started_at: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/recorded/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的手机发过什么 / what my phones sent */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                device: string;
                                happened_at: string;
                                id: string;
                                kind: string;
                                matter_id: string | null;
                                received_at: string;
                                time_note: string;
                                told_at: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 可能是同一件事的未办结事项，供比较 / open matters that may be about the same */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        location?: {
                            /** Format: uuid */
                            area_id?: string;
                            lat?: number;
                            lng?: number;
                            place_code?: string;
                        };
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                created_at: string;
                                distance_metres: number | null;
                                followers: number;
                                id: string;
                                number: string;
                                state: string;
                                title: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/field/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            day: string;
                            rounds: {
                                closes_at: string;
                                day: string;
                                key: string;
                                number: number;
                                opens_at: string;
                                plan: {
                                    area: string;
                                    area_id: string;
                                    id: string;
                                    name: string;
                                    version: number;
                                };
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                    /** @enum {unknown} */
                                    state: "walked" | "late" | "not_reached" | "missed" | "open" | "later";
                                }[];
                            }[];
                            walk: {
                                day: string;
                                entry_id: string | null;
                                id: string;
                                started_at: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/find/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/find/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string;
                        purpose: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        organisation_id: string;
                        usual_day?: {
                            day: number | null;
                            kind: string;
                        };
                        year: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asked_at: string;
                            done: number;
                            ended_at: string | null;
                            id: string;
                            organisations: number;
                            planned: number;
                            year: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-plans/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    id?: string;
                    year: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            run: {
                                asked_at: string;
                                done: number;
                                ended_at: string | null;
                                id: string;
                                organisations: number;
                                planned: number;
                                year: number;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        year: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asked_at: string;
                            done: number;
                            ended_at: string | null;
                            id: string;
                            organisations: number;
                            planned: number;
                            year: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agenda: {
                                id: string;
                                title: string;
                            }[];
                            attendees: {
                                has_link: boolean;
                                id: string;
                                leave_granted: boolean | null;
                                leave_reason: string | null;
                                made_up_at: string | null;
                                made_up_words: string | null;
                                may_vote: boolean;
                                name: string;
                                person_id: string | null;
                                should_attend: boolean;
                                signed_in_as: string | null;
                                signed_in_at: string | null;
                            }[];
                            cancelled_because: string | null;
                            chair: {
                                id: string;
                                name: string;
                            } | null;
                            closed_at: string | null;
                            counts: {
                                absent: number;
                                due: number;
                                guests: number;
                                made_up: number;
                                on_leave: number;
                                present: number;
                                remote: number;
                                voters_due: number;
                                voters_present: number;
                            };
                            hours: number | null;
                            materials: {
                                document: {
                                    bytes: number;
                                    name: string;
                                } | null;
                                id: string;
                                link: string | null;
                                title: string;
                                words: string | null;
                            }[];
                            may: {
                                appraise: boolean;
                                hold: boolean;
                                lead: boolean;
                                make_up: boolean;
                                read: boolean;
                                sign_as: string | null;
                            };
                            me: {
                                has_link: boolean;
                                id: string;
                                leave_granted: boolean | null;
                                leave_reason: string | null;
                                made_up_at: string | null;
                                made_up_words: string | null;
                                may_vote: boolean;
                                name: string;
                                person_id: string | null;
                                should_attend: boolean;
                                signed_in_as: string | null;
                                signed_in_at: string | null;
                            } | null;
                            meeting_link: string | null;
                            minutes: string;
                            now: string;
                            opened_at: string | null;
                            presence: {
                                answered: boolean;
                                answered_right: number;
                                asked: number;
                                asked_at: string;
                                closes_at: string;
                                id: string;
                                number: number;
                                options: string[];
                            }[];
                            quorum: {
                                needed: number;
                                reached: boolean;
                                source: string;
                                unverified: boolean;
                            } | null;
                            recorder: {
                                id: string;
                                name: string;
                            } | null;
                            row: {
                                attended: number | null;
                                day: string;
                                ends_at: string | null;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                };
                                made_up_by: string | null;
                                made_up_on: string | null;
                                makes_up: string | null;
                                minutes: string;
                                moved: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                period_end: string | null;
                                place: string | null;
                                planned: boolean;
                                remote: boolean;
                                series: string;
                                should_attend: number | null;
                                starts_at: string | null;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                version: number;
                            };
                            speakers: {
                                attendee_id: string;
                                id: string;
                                name: string;
                                state: string;
                            }[];
                            votes: {
                                about: {
                                    id: string;
                                    name: string;
                                } | null;
                                agenda_id: string | null;
                                counts: {
                                    [key: string]: number;
                                } | null;
                                id: string;
                                mine: string;
                                needed: number | null;
                                options: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                                passed: boolean | null;
                                rule: {
                                    source: string;
                                    unverified: boolean;
                                    words: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                state: string;
                                voted: number;
                                voters_due: number;
                                voters_present: number | null;
                                way: string;
                                words: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/lesson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/materials/{material}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载一份材料 / one paper, for those who may read what was said */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    material: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/presence/{question}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    question: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            right: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/speak": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        wants: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/{id}/votes/{vote}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    vote: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        choice: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gathering-room/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    from: string;
                    organisation: string;
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                attended: number | null;
                                day: string;
                                ends_at: string | null;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                };
                                made_up_by: string | null;
                                made_up_on: string | null;
                                makes_up: string | null;
                                minutes: string;
                                moved: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                period_end: string | null;
                                place: string | null;
                                planned: boolean;
                                remote: boolean;
                                series: string;
                                should_attend: number | null;
                                starts_at: string | null;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                version: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agenda?: string[];
                        chair_id?: string | null;
                        ends_at?: string | null;
                        invited?: {
                            may_vote?: boolean;
                            name?: string;
                            /** Format: uuid */
                            organisation_id?: string;
                            /** Format: uuid */
                            person_id?: string;
                        }[];
                        kind: string;
                        materials?: {
                            link?: string | null;
                            title: string;
                            words?: string | null;
                        }[];
                        meeting_link?: string | null;
                        /** Format: uuid */
                        organisation_id: string;
                        place?: string | null;
                        recorder_id?: string | null;
                        remote?: boolean;
                        /** Format: date-time */
                        starts_at: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agenda: {
                                id: string;
                                title: string;
                            }[];
                            attendees: {
                                has_link: boolean;
                                id: string;
                                leave_granted: boolean | null;
                                leave_reason: string | null;
                                made_up_at: string | null;
                                made_up_words: string | null;
                                may_vote: boolean;
                                name: string;
                                person_id: string | null;
                                should_attend: boolean;
                                signed_in_as: string | null;
                                signed_in_at: string | null;
                            }[];
                            cancelled_because: string | null;
                            chair: {
                                id: string;
                                name: string;
                            } | null;
                            closed_at: string | null;
                            counts: {
                                absent: number;
                                due: number;
                                guests: number;
                                made_up: number;
                                on_leave: number;
                                present: number;
                                remote: number;
                                voters_due: number;
                                voters_present: number;
                            };
                            hours: number | null;
                            materials: {
                                document: {
                                    bytes: number;
                                    name: string;
                                } | null;
                                id: string;
                                link: string | null;
                                title: string;
                                words: string | null;
                            }[];
                            may: {
                                appraise: boolean;
                                hold: boolean;
                                lead: boolean;
                                make_up: boolean;
                                read: boolean;
                                sign_as: string | null;
                            };
                            me: {
                                has_link: boolean;
                                id: string;
                                leave_granted: boolean | null;
                                leave_reason: string | null;
                                made_up_at: string | null;
                                made_up_words: string | null;
                                may_vote: boolean;
                                name: string;
                                person_id: string | null;
                                should_attend: boolean;
                                signed_in_as: string | null;
                                signed_in_at: string | null;
                            } | null;
                            meeting_link: string | null;
                            minutes: string;
                            now: string;
                            opened_at: string | null;
                            presence: {
                                answered: boolean;
                                answered_right: number;
                                asked: number;
                                asked_at: string;
                                closes_at: string;
                                id: string;
                                number: number;
                                options: string[];
                            }[];
                            quorum: {
                                needed: number;
                                reached: boolean;
                                source: string;
                                unverified: boolean;
                            } | null;
                            recorder: {
                                id: string;
                                name: string;
                            } | null;
                            row: {
                                attended: number | null;
                                day: string;
                                ends_at: string | null;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                };
                                made_up_by: string | null;
                                made_up_on: string | null;
                                makes_up: string | null;
                                minutes: string;
                                moved: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                period_end: string | null;
                                place: string | null;
                                planned: boolean;
                                remote: boolean;
                                series: string;
                                should_attend: number | null;
                                starts_at: string | null;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                version: number;
                            };
                            speakers: {
                                attendee_id: string;
                                id: string;
                                name: string;
                                state: string;
                            }[];
                            votes: {
                                about: {
                                    id: string;
                                    name: string;
                                } | null;
                                agenda_id: string | null;
                                counts: {
                                    [key: string]: number;
                                } | null;
                                id: string;
                                mine: string;
                                needed: number | null;
                                options: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                                passed: boolean | null;
                                rule: {
                                    source: string;
                                    unverified: boolean;
                                    words: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                state: string;
                                voted: number;
                                voters_due: number;
                                voters_present: number | null;
                                way: string;
                                words: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/appraisal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            votes: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/appraisals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fewest: number;
                            gathering: {
                                id: string;
                                name: string;
                            };
                            grades: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            may_settle: boolean;
                            mine: {
                                counts: {
                                    [key: string]: number;
                                } | null;
                                grading: {
                                    grade: string;
                                    words: string;
                                } | null;
                                may_write: boolean;
                                self: {
                                    grade: string;
                                    words: string;
                                } | null;
                                version: number;
                            } | null;
                            missing: number;
                            organisation: {
                                id: string;
                                name: string;
                            };
                            people: {
                                counts: {
                                    [key: string]: number;
                                } | null;
                                graded: boolean;
                                grading: {
                                    grade: string;
                                    words: string;
                                } | null;
                                has_self: boolean;
                                may_grade: boolean;
                                name: string;
                                person_id: string;
                                self: {
                                    grade: string;
                                    words: string;
                                } | null;
                                version: number;
                                voted: number;
                                voters_due: number;
                            }[];
                            stage: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/appraisals/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grade: string;
                        version: number;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/appraisals/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grade: string;
                        version: number;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/appraisals/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/attendees/{attendee}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attendee: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        granted: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/attendees/{attendee}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attendee: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agenda?: string[];
                        chair_id?: string | null;
                        ends_at?: string | null;
                        invited?: {
                            may_vote?: boolean;
                            name?: string;
                            /** Format: uuid */
                            organisation_id?: string;
                            /** Format: uuid */
                            person_id?: string;
                        }[];
                        materials?: {
                            link?: string | null;
                            title: string;
                            words?: string | null;
                        }[];
                        meeting_link?: string | null;
                        place?: string | null;
                        recorder_id?: string | null;
                        remote?: boolean;
                        /** Format: date-time */
                        starts_at: string;
                        title?: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hours?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            until: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传一份会议文件 / upload a paper (multipart field `document`): PDF, docx, xlsx, pptx */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            claim: string;
                            /** @enum {unknown} */
                            format: "pdf" | "docx" | "xlsx" | "pptx";
                            id: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/links/{attendee}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attendee: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            link: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/make-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agenda?: string[];
                        chair_id?: string | null;
                        ends_at?: string | null;
                        invited?: {
                            may_vote?: boolean;
                            name?: string;
                            /** Format: uuid */
                            organisation_id?: string;
                            /** Format: uuid */
                            person_id?: string;
                        }[];
                        materials?: {
                            link?: string | null;
                            title: string;
                            words?: string | null;
                        }[];
                        meeting_link?: string | null;
                        place?: string | null;
                        recorder_id?: string | null;
                        remote?: boolean;
                        /** Format: date-time */
                        starts_at: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        document?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        } | null;
                        link?: string | null;
                        title: string;
                        words?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/materials/{material}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    material: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chair: {
                                at: string;
                                name: string;
                            } | null;
                            content: {
                                items: {
                                    decision: string;
                                    title: string;
                                    words: string;
                                }[];
                                other: string;
                            };
                            edited_at: string | null;
                            edited_by: string | null;
                            fixed: boolean;
                            may_edit: boolean;
                            recorder: {
                                at: string;
                                name: string;
                            } | null;
                            sign_as: string | null;
                            version: number;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            items: {
                                decision: string;
                                title: string;
                                words: string;
                            }[];
                            other: string;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/minutes.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/minutes/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        as: "recorder" | "chair";
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/minutes/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        day: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agenda?: string[];
                        materials?: {
                            link?: string | null;
                            title: string;
                            words?: string | null;
                        }[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/speakers/{speaker}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    speaker: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        state: "speaking" | "done";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        agenda_id?: string | null;
                        /** @enum {unknown} */
                        way: "show" | "secret";
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/votes/{vote}/hands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    vote: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        attendee: string;
                        choice: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/{id}/votes/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        votes: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/belonging": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    organisation: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                person_id: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kinds: {
                                appraisal: boolean;
                                attend: string;
                                id: string;
                                make_up: boolean;
                                note: string | null;
                                per: string | null;
                                readers: string;
                                series: string;
                                source: string;
                                times: number | null;
                                unverified: boolean;
                                usual_day: number | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            meeting_service: string | null;
                            organisations: {
                                id: string;
                                name: string;
                                plans: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attended: {
                                as: string | null;
                                can_make_up: boolean;
                                leave: boolean;
                                made_up: boolean;
                                row: {
                                    attended: number | null;
                                    day: string;
                                    ends_at: string | null;
                                    id: string;
                                    kind: string;
                                    kind_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    made_up_by: string | null;
                                    made_up_on: string | null;
                                    makes_up: string | null;
                                    minutes: string;
                                    moved: boolean;
                                    organisation: {
                                        id: string;
                                        name: string;
                                    };
                                    period_end: string | null;
                                    place: string | null;
                                    planned: boolean;
                                    remote: boolean;
                                    series: string;
                                    should_attend: number | null;
                                    starts_at: string | null;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    title: string;
                                    version: number;
                                };
                            }[];
                            coming: {
                                attended: number | null;
                                day: string;
                                ends_at: string | null;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                };
                                made_up_by: string | null;
                                made_up_on: string | null;
                                makes_up: string | null;
                                minutes: string;
                                moved: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                period_end: string | null;
                                place: string | null;
                                planned: boolean;
                                remote: boolean;
                                series: string;
                                should_attend: number | null;
                                starts_at: string | null;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                version: number;
                            }[];
                            next: string | null;
                            year: {
                                attended: number;
                                due: number;
                                hours: number;
                                hours_asked: number | null;
                                hours_unverified: boolean;
                                made_up: number;
                                on_leave: number;
                                year: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/mine/appraisals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fewest: number;
                            grades: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            items: {
                                counts: {
                                    [key: string]: number;
                                } | null;
                                day: string;
                                gathering: {
                                    id: string;
                                    name: string;
                                };
                                grading: {
                                    grade: string;
                                    words: string;
                                } | null;
                                may_write: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                self: {
                                    grade: string;
                                    words: string;
                                } | null;
                                settled_at: string | null;
                                state: string;
                                version: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                attended: number | null;
                                day: string;
                                ends_at: string | null;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                };
                                made_up_by: string | null;
                                made_up_on: string | null;
                                makes_up: string | null;
                                minutes: string;
                                moved: boolean;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                period_end: string | null;
                                place: string | null;
                                planned: boolean;
                                remote: boolean;
                                series: string;
                                should_attend: number | null;
                                starts_at: string | null;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                version: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gatherings/year": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    organisation: string;
                    year: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            grades: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            hours_asked: number | null;
                            hours_unverified: boolean;
                            kinds: {
                                ahead: number;
                                asked: number;
                                besides: number;
                                held: number;
                                kind: string;
                                made_up: number;
                                missed: number;
                                source: string;
                                unverified: boolean;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            members: {
                                attended: number;
                                due: number;
                                grade: string | null;
                                grades: {
                                    [key: string]: number;
                                } | null;
                                hours: number;
                                made_up: number;
                                name: string;
                                on_leave: number;
                                person_id: string;
                                remote: number;
                            }[];
                            organisation: {
                                id: string;
                                name: string;
                            };
                            talks: number;
                            year: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a grid may be asked to do today */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            covers_requests: boolean;
                            items: {
                                approved_by: string | null;
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                basis: string;
                                categories: string[];
                                document: string | null;
                                effective_from: string;
                                effective_to: string | null;
                                en: string;
                                /** @enum {unknown} */
                                from: "pack" | "admission";
                                /** @description Say it as `item` of the command that gives the task */
                                id: string;
                                note: string | null;
                                unverified: boolean;
                                zh: string;
                            }[];
                            name: {
                                en: string;
                                zh: string;
                            };
                            source: string;
                            unverified: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid-list/admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications for the list and what became of them, the newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    state?: "proposed" | "approved" | "refused" | "withdrawn";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: {
                                    id: string;
                                    name: string;
                                } | null;
                                basis: string;
                                categories: string[];
                                decided_at: string | null;
                                decided_by: {
                                    name: string;
                                    organisation: string;
                                } | null;
                                decision_reason: string | null;
                                document: string | null;
                                effective_from: string;
                                effective_to: string | null;
                                en: string;
                                id: string;
                                /** Format: date-time */
                                proposed_at: string;
                                proposed_by: {
                                    name: string;
                                    organisation: string;
                                };
                                /** @enum {unknown} */
                                state: "proposed" | "approved" | "refused" | "withdrawn";
                                zh: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Apply for something to be put on the list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        area_id?: string | null;
                        basis: string;
                        categories: string[];
                        document?: string | null;
                        /** Format: date */
                        effective_from: string;
                        effective_to?: string | null;
                        name_en: string;
                        name_zh: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid-list/admissions/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or refuse an application */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approve: boolean;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grid-list/admissions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it off the list after today */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/{id}/duty-phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Publish the number on which a grid’s worker is reached on duty */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string | null;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/{id}/households": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How many households a grid has, counted when, by whom */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        households: {
                            count: number;
                            /** Format: date */
                            on: string;
                            source: string;
                        } | null;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/{id}/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shapes that an area had, what it came from and what it became */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            predecessors: {
                                code: string;
                                id: string;
                                name: string;
                            }[];
                            shapes: {
                                from: string;
                                geometry: unknown;
                                to: string | null;
                            }[];
                            successors: {
                                code: string;
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of an area and of all in it, the newest first */
        get: {
            parameters: {
                query: {
                    after?: string;
                    area: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                areas: {
                                    code: string;
                                    id: string;
                                    /** @enum {unknown} */
                                    is: "opened" | "reshaped" | "ended" | "changed";
                                    /** @enum {unknown} */
                                    kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                    name: string;
                                }[];
                                consequences: {
                                    duties: number;
                                    /** @description Open matters that move to a successor */
                                    matters: number;
                                    /** @description Open matters whose owner goes on with them though the grid changes hands */
                                    matters_staying: number;
                                    /** @description Of these: those that go where the rest goes */
                                    matters_without_point: number;
                                    organisations: number;
                                    places: number;
                                } | null;
                                document: string | null;
                                /** Format: date-time */
                                effective_from: string;
                                id: string;
                                kind: string;
                                made_by: {
                                    name: string | null;
                                    organisation: string | null;
                                } | null;
                                planned_at: string | null;
                                reason: string;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Draw, split, merge, move a border, hand over, name another worker */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            /** @enum {unknown} */
                            area_kind: "grid" | "dedicated_grid" | "micro_grid";
                            code?: string;
                            /** @enum {unknown} */
                            dedicated_to?: "business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital";
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "draw";
                            name: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            parent_id: string;
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "split";
                            line?: [
                                number,
                                number
                            ][];
                            pieces: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** @description The divided grid goes on as this piece */
                                keeps?: boolean;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            }[];
                            /** @description The piece that takes what has no point of its own */
                            rest_to?: number;
                            shapes?: {
                                coordinates: unknown[];
                                type: string;
                            }[];
                        } | {
                            area_ids: string[];
                            into: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** Format: uuid */
                                keeps?: string;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            };
                            /** @enum {string} */
                            kind: "merge";
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "boundary";
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            code?: string;
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "hand_over";
                            name?: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            to_community_id: string;
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "worker";
                            worker_id: string | null;
                        };
                        document?: string | null;
                        reason: string;
                        /** @description The versions that the preview named: of each area that the change touches */
                        versions: {
                            [key: string]: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            consequences: {
                                duties: number;
                                /** @description Open matters that move to a successor */
                                matters: number;
                                /** @description Open matters whose owner goes on with them though the grid changes hands */
                                matters_staying: number;
                                /** @description Of these: those that go where the rest goes */
                                matters_without_point: number;
                                organisations: number;
                                places: number;
                            };
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/changes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change would do; nothing is written */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            /** @enum {unknown} */
                            area_kind: "grid" | "dedicated_grid" | "micro_grid";
                            code?: string;
                            /** @enum {unknown} */
                            dedicated_to?: "business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital";
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "draw";
                            name: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            parent_id: string;
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "split";
                            line?: [
                                number,
                                number
                            ][];
                            pieces: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** @description The divided grid goes on as this piece */
                                keeps?: boolean;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            }[];
                            /** @description The piece that takes what has no point of its own */
                            rest_to?: number;
                            shapes?: {
                                coordinates: unknown[];
                                type: string;
                            }[];
                        } | {
                            area_ids: string[];
                            into: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** Format: uuid */
                                keeps?: string;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            };
                            /** @enum {string} */
                            kind: "merge";
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "boundary";
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            code?: string;
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "hand_over";
                            name?: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            to_community_id: string;
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "worker";
                            worker_id: string | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            areas: {
                                before_square_metres: number | null;
                                code: string;
                                households: {
                                    count: number;
                                    on: string | null;
                                    source: string | null;
                                } | null;
                                id: string;
                                /**
                                 * @description reshaped: its border changes; ended: it is no more, its successors go on
                                 * @enum {unknown}
                                 */
                                is: "opened" | "reshaped" | "ended";
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                /** @description Only points were added to the border that it shares */
                                minor: boolean;
                                name: string;
                                shape: {
                                    coordinates: unknown[];
                                    /** @enum {unknown} */
                                    type: "Polygon" | "MultiPolygon";
                                } | null;
                                size: {
                                    /** @enum {unknown} */
                                    is: "below" | "above";
                                    max: number;
                                    min: number;
                                    source: string;
                                    unverified: boolean;
                                } | null;
                                square_metres: number | null;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            consequences: {
                                duties: number;
                                /** @description Open matters that move to a successor */
                                matters: number;
                                /** @description Open matters whose owner goes on with them though the grid changes hands */
                                matters_staying: number;
                                /** @description Of these: those that go where the rest goes */
                                matters_without_point: number;
                                organisations: number;
                                places: number;
                            };
                            versions: {
                                [key: string]: number;
                            };
                            warnings: {
                                en: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/planned-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Planned changes of an area and of all in it: those to come first */
        get: {
            parameters: {
                query: {
                    area: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                areas: {
                                    code: string;
                                    id: string;
                                    /** @enum {unknown} */
                                    is: "opened" | "reshaped" | "ended" | "changed";
                                    /** @enum {unknown} */
                                    kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                    name: string;
                                }[];
                                because: {
                                    en: string;
                                    zh: string;
                                } | null;
                                consequences: {
                                    duties: number;
                                    /** @description Open matters that move to a successor */
                                    matters: number;
                                    /** @description Open matters whose owner goes on with them though the grid changes hands */
                                    matters_staying: number;
                                    /** @description Of these: those that go where the rest goes */
                                    matters_without_point: number;
                                    organisations: number;
                                    places: number;
                                };
                                document: string | null;
                                id: string;
                                kind: string;
                                may_cancel: boolean;
                                /** Format: date */
                                on: string;
                                /** Format: date-time */
                                planned_at: string;
                                planned_by: {
                                    name: string | null;
                                    organisation: string | null;
                                };
                                reason: string;
                                settled_at: string | null;
                                /** @description The ground has changed since: as things stand it will be refused on its day */
                                stale: boolean;
                                /** @enum {unknown} */
                                state: "planned" | "done" | "refused" | "cancelled";
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Decide a change now that comes into force on a later day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        change: {
                            /** @enum {unknown} */
                            area_kind: "grid" | "dedicated_grid" | "micro_grid";
                            code?: string;
                            /** @enum {unknown} */
                            dedicated_to?: "business_district" | "market" | "office_building" | "enterprise" | "government_office" | "school" | "hospital";
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "draw";
                            name: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            parent_id: string;
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "split";
                            line?: [
                                number,
                                number
                            ][];
                            pieces: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** @description The divided grid goes on as this piece */
                                keeps?: boolean;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            }[];
                            /** @description The piece that takes what has no point of its own */
                            rest_to?: number;
                            shapes?: {
                                coordinates: unknown[];
                                type: string;
                            }[];
                        } | {
                            area_ids: string[];
                            into: {
                                code?: string;
                                households?: {
                                    count: number;
                                    /** Format: date */
                                    on: string;
                                    source: string;
                                } | null;
                                /** Format: uuid */
                                keeps?: string;
                                name?: string;
                                name_en?: string | null;
                                worker_id?: string | null;
                            };
                            /** @enum {string} */
                            kind: "merge";
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "boundary";
                            shape: {
                                coordinates: unknown[];
                                type: string;
                            };
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            code?: string;
                            households?: {
                                count: number;
                                /** Format: date */
                                on: string;
                                source: string;
                            } | null;
                            /** @enum {string} */
                            kind: "hand_over";
                            name?: string;
                            name_en?: string | null;
                            /** Format: uuid */
                            to_community_id: string;
                            worker_id?: string | null;
                        } | {
                            /** Format: uuid */
                            area_id: string;
                            /** @enum {string} */
                            kind: "worker";
                            worker_id: string | null;
                        };
                        document?: string | null;
                        /** Format: date */
                        on: string;
                        reason: string;
                        /** @description The versions that the preview named: of each area that the change touches */
                        versions: {
                            [key: string]: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grids/planned-changes/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a planned change back before its day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运行状况 / how the system is doing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            at: string;
                            cursors: {
                                lag_seconds: number;
                                moved_at: string;
                                name: string;
                            }[];
                            database: {
                                bytes: number;
                                connections: {
                                    idle: number;
                                    used: number;
                                    waiting: number;
                                };
                                events: number;
                                version: string;
                            };
                            deadlines: {
                                overdue: number;
                                running: number;
                            };
                            disk: {
                                bytes: number;
                                free: number;
                            } | null;
                            failed_jobs: {
                                /** Format: date-time */
                                at: string;
                                attempts: number;
                                error: string;
                                id: string;
                                task: string;
                            }[];
                            jobs: {
                                failed: number;
                                waiting: number;
                            };
                            last_backup: {
                                /** Format: date-time */
                                at: string;
                                bytes: number;
                            } | null;
                            last_seal: {
                                day: string;
                                sealed_at: string;
                                through_event: number;
                            } | null;
                            memory_bytes: number;
                            messages: {
                                failed: number;
                                waiting: number;
                            };
                            node: string;
                            rules: {
                                /** @description Another server goes by other rules since today */
                                differs: boolean;
                                hash: string;
                                pack: string;
                                reloaded_at: string | null;
                            };
                            stage: string;
                            sweep: {
                                lag_seconds: number;
                            };
                            uptime_seconds: number;
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/retry-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重试失败的后台任务 / try the failed jobs again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            retried: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a CSV, Excel or GeoJSON file: all of it or nothing */
        post: {
            parameters: {
                query?: {
                    crs?: "wgs84" | "gcj02";
                    dry_run?: boolean;
                };
                header?: never;
                path: {
                    kind: "areas" | "shapes" | "organisations" | "people" | "duties" | "place_codes";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                column: number;
                                en: string;
                                field?: string;
                                line: number;
                                zh: string;
                            }[];
                            /** @enum {unknown} */
                            kind: "areas" | "shapes" | "organisations" | "people" | "duties" | "place_codes";
                            rows: number;
                            would: {
                                change: number;
                                create: number;
                            };
                            written: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{kind}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small file of a kind, to fill in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: "areas" | "shapes" | "organisations" | "people" | "duties" | "place_codes";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        anonymous?: boolean;
                        category?: string;
                        /** @enum {unknown} */
                        channel: "phone" | "counter" | "visit";
                        consent_history?: boolean;
                        contact?: {
                            name?: string;
                            phone?: string;
                        };
                        follows?: string;
                        kind?: string;
                        location?: {
                            address?: string;
                            /** Format: uuid */
                            area_id?: string;
                            lat?: number;
                            lng?: number;
                            place_code?: string;
                        };
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        photos_may_be_shown?: boolean;
                        text: string;
                        title?: string;
                        urgency?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            deadline: {
                                due_at: string;
                                explanation: {
                                    en: string;
                                    zh: string;
                                };
                                step: string;
                                step_words: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            duplicates: string[];
                            id?: string;
                            number: string;
                            owner: {
                                name: string;
                                phone: string | null;
                            };
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        comment?: string;
                        contacted?: boolean;
                        satisfaction: string;
                        solved: boolean;
                        wants_rework?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/photos/{photo}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    photo: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest steps that the person may follow, or earlier ones */
        get: {
            parameters: {
                query?: {
                    /** @description `earlier` of the page before */
                    before?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            earlier: string | null;
                            /** @description Oldest first */
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                by_person: boolean;
                                id: string;
                                kind: string;
                                /** @description A step of the work on the matter that this one follows */
                                of_original: boolean;
                                text: string | null;
                                to: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/judge/{key}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变化的实时推送（SSE）/ changes as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 我正在看这一件 / I am looking at this (every 20 seconds) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        subject_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            others: {
                                name: string;
                                person_id: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/map/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies under the map, how it counts, and the mark of the areas now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            datum: "wgs84" | "gcj02";
                            layers: {
                                attribution: string;
                                max_zoom: number;
                                tiles: string[];
                            }[];
                            points_from_zoom: number;
                            territory_version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/map/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much lies in an area and in each area directly below it, within your reach
         * @description Open, overdue and passed on by your organisations, each counted as the list of the same filters shows it. Without `area`: your own.
         */
        get: {
            parameters: {
                query?: {
                    area?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                name: string;
                                name_en: string | null;
                            };
                            below: {
                                /** @description Carried up to the reader’s organisations: view=came_up&open=true */
                                came_up: number;
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                name: string;
                                name_en: string | null;
                                /** @description Listed by view=all&open=true */
                                open: number;
                                /** @description Listed by view=overdue */
                                overdue: number;
                                /** @description Listed by view=passed_on&open=true */
                                passed_on: number;
                            }[];
                            /** @description From the top down to the area itself */
                            chain: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                name: string;
                                name_en: string | null;
                            }[];
                            /** @description What lies in the area itself and in none below: here=true */
                            here: {
                                /** @description Carried up to the reader’s organisations: view=came_up&open=true */
                                came_up: number;
                                /** @description Listed by view=all&open=true */
                                open: number;
                                /** @description Listed by view=overdue */
                                overdue: number;
                                /** @description Listed by view=passed_on&open=true */
                                passed_on: number;
                            };
                            /** @description Where the reader’s own work lies */
                            own: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                name: string;
                                name_en: string | null;
                            };
                            total: {
                                /** @description Carried up to the reader’s organisations: view=came_up&open=true */
                                came_up: number;
                                /** @description Listed by view=all&open=true */
                                open: number;
                                /** @description Listed by view=overdue */
                                overdue: number;
                                /** @description Listed by view=passed_on&open=true */
                                passed_on: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/map/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same matters as a list, page by page: the table beside the map */
        get: {
            parameters: {
                query?: {
                    area?: string;
                    /** @description west,south,east,north (WGS-84) */
                    bbox?: string;
                    category?: string;
                    cursor?: string;
                    /** @description Only what lies in the area itself and in no area below it */
                    here?: boolean;
                    kind?: "request" | "part" | "task";
                    limit?: number;
                    /** @description true: those not closed; false: those closed; else both */
                    open?: boolean;
                    q?: string;
                    state?: string;
                    urgency?: string;
                    view?: "inbox" | "mine" | "to_decide" | "below" | "passed_on" | "came_up" | "supervised" | "overdue" | "all";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    area?: string;
                    category?: string;
                    cursor?: string;
                    handler?: string;
                    /** @description Only what lies in the area itself and in no area below it */
                    here?: boolean;
                    kind?: "request" | "part" | "task";
                    limit?: number;
                    /** @description true: those not closed; false: those closed; else both */
                    open?: boolean;
                    owner?: string;
                    q?: string;
                    state?: string;
                    urgency?: string;
                    view?: "inbox" | "mine" | "to_decide" | "below" | "passed_on" | "came_up" | "supervised" | "overdue" | "all";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        command: {
                            category: string;
                            requestKind?: string;
                            /** @enum {string} */
                            type: "triage";
                            urgency: string;
                        } | {
                            item?: string;
                            note?: string;
                            /** Format: uuid */
                            to: string;
                            /** @enum {string} */
                            type: "dispatch";
                        } | {
                            /** @enum {string} */
                            type: "take";
                        } | {
                            /** @enum {string} */
                            type: "sign";
                        } | {
                            /** Format: uuid */
                            handler: string;
                            item?: string;
                            /** @enum {string} */
                            type: "assign";
                        } | {
                            note: string;
                            reached: boolean;
                            /** @enum {string} */
                            type: "contact";
                        } | {
                            open: boolean;
                            text: string;
                            /** @enum {string} */
                            type: "progress";
                        } | {
                            /** @enum {unknown} */
                            outcome: "solved" | "explained" | "unsolved";
                            text: string;
                            /** @enum {string} */
                            type: "answer";
                        } | {
                            ground: string;
                            text?: string;
                            /** @enum {string} */
                            type: "decline";
                        } | {
                            ground: string;
                            reason: string;
                            /** @enum {string} */
                            type: "return";
                        } | {
                            item?: string;
                            reason: string;
                            /** Format: uuid */
                            to: string;
                            /** @enum {string} */
                            type: "arbitrate";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "carry_up";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "propose_extension";
                        } | {
                            ground: string;
                            reason: string;
                            /** Format: date */
                            reviewOn: string;
                            /** @enum {string} */
                            type: "propose_suspension";
                        } | {
                            reason: string;
                            /** Format: uuid */
                            to: string;
                            /** @enum {string} */
                            type: "propose_hand_over";
                        } | {
                            approve: boolean;
                            reason: string;
                            /** @enum {string} */
                            type: "decide_proposal";
                        } | {
                            /** @enum {string} */
                            type: "withdraw_proposal";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "resume";
                        } | {
                            item?: string;
                            task: string;
                            /** Format: uuid */
                            to: string;
                            /** @enum {string} */
                            type: "ask_partner";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "recall_part";
                        } | {
                            accept: boolean;
                            reason: string;
                            /** @enum {string} */
                            type: "accept_part";
                        } | {
                            /** Format: uuid */
                            into: string;
                            reason: string;
                            /** @enum {string} */
                            type: "merge";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "unmerge";
                        } | {
                            item?: string;
                            reason: string;
                            /** Format: uuid */
                            to: string;
                            /** @enum {string} */
                            type: "reassign";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "supervise";
                        } | {
                            text: string;
                            /** @enum {string} */
                            type: "note";
                        } | {
                            /** @enum {unknown} */
                            channel: "call_back" | "desk";
                            comment?: string;
                            contacted?: boolean;
                            satisfaction: string;
                            solved: boolean;
                            /** @enum {string} */
                            type: "judge";
                            wantsRework: boolean;
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "reopen";
                        } | {
                            rework: boolean;
                            text: string;
                            /** @enum {string} */
                            type: "review";
                        };
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/contact-look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/handlers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/masked-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 能否用隐私号码联系，以及现在手里的临时号码 / whether a masked call is possible, and the number lent now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            call: {
                                /** @description A demonstration’s number: it leads nowhere */
                                demonstration: boolean;
                                extension: string | null;
                                lives_until: string;
                                number: string;
                            } | null;
                            why_not: {
                                en: string;
                                id: string;
                                zh: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** 申请临时号码；每次申请都留痕 / ask for a temporary number; each request is recorded */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A demonstration’s number: it leads nowhere */
                            demonstration: boolean;
                            extension: string | null;
                            lives_until: string;
                            number: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/photos/{photo}/showing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    photo: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shown: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    command: "dispatch" | "arbitrate" | "propose_hand_over" | "ask_partner" | "reassign";
                    q?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest events of a matter, or those before one of them */
        get: {
            parameters: {
                query?: {
                    /** @description Only events with a smaller seq */
                    before?: number;
                    limit?: number;
                    shown?: "all" | "open" | "internal";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            earlier: number | null;
                            /** @description Oldest first */
                            items: {
                                actor: {
                                    name: string | null;
                                    organisation: string | null;
                                } | null;
                                /** Format: date-time */
                                at: string;
                                by_person: boolean;
                                details: {
                                    [key: string]: unknown;
                                };
                                /** @description There were words, and they were deleted by rule */
                                erased: boolean;
                                happened_at: string | null;
                                kind: string;
                                /** @description Whether the person who asked sees that it happened */
                                open: boolean;
                                seq: number;
                                text: string | null;
                                /** @description Whether they read its words too */
                                text_open: boolean;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/{id}/triage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        batch: string;
                        rows: {
                            command: {
                                note?: string;
                                /** Format: uuid */
                                to: string;
                                /** @enum {string} */
                                type: "dispatch";
                            } | {
                                /** @enum {string} */
                                type: "sign";
                            } | {
                                /** Format: uuid */
                                handler: string;
                                /** @enum {string} */
                                type: "assign";
                            } | {
                                reason: string;
                                /** @enum {string} */
                                type: "supervise";
                            } | {
                                text: string;
                                /** @enum {string} */
                                type: "note";
                            };
                            /** Format: uuid */
                            id: string;
                            version: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/bulk/handlers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/bulk/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        command: {
                            note?: string;
                            /** Format: uuid */
                            to?: string;
                            /** @enum {string} */
                            type: "dispatch";
                        } | {
                            /** @enum {string} */
                            type: "sign";
                        } | {
                            /** Format: uuid */
                            handler: string;
                            /** @enum {string} */
                            type: "assign";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "supervise";
                        } | {
                            text: string;
                            /** @enum {string} */
                            type: "note";
                        };
                        rows: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            to?: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matters/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            answer: ("asked" | "yes" | "waiting" | "no") | null;
                            community: {
                                id: string;
                                name: string;
                            };
                            dangerous: boolean;
                            /** Format: date-time */
                            ends_at: string;
                            id: string;
                            insurance: string | null;
                            /** @enum {unknown} */
                            kind: "volunteer" | "party";
                            lat: number;
                            lng: number;
                            my_reason: string | null;
                            place: string;
                            reason: string | null;
                            /** Format: date-time */
                            sign_in_from: string;
                            signed_in: boolean;
                            signed_in_at: string | null;
                            signed_out_at: string | null;
                            skills: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            /** Format: date-time */
                            starts_at: string;
                            /** @enum {unknown} */
                            state: "open" | "cancelled" | "ended";
                            taken: number;
                            thanks: string | null;
                            title: string;
                            waiting_before: number | null;
                            wanted: number;
                            words: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/calls/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 来或不来；志愿任务不来不留记录 / comes or not; of a volunteer’s task a no leaves no record */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        answer: "yes" | "no";
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            answer: "yes" | "waiting" | "no" | "none";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/calls/{id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/calls/{id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            /** Format: date */
                            from: string;
                            hours: number;
                            id: string;
                            /** Format: date-time */
                            issued_at: string;
                            minutes: number;
                            name: string;
                            tasks: {
                                day: string;
                                minutes: number;
                                organisation: string;
                                title: string;
                            }[];
                            /** Format: date */
                            to: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/certificates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            /** Format: date */
                            from: string;
                            hours: number;
                            id: string;
                            /** Format: date-time */
                            issued_at: string;
                            minutes: number;
                            name: string;
                            tasks: {
                                day: string;
                                minutes: number;
                                organisation: string;
                                title: string;
                            }[];
                            /** Format: date */
                            to: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/certificates/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asked: {
                                /** Format: date-time */
                                asked_at: string;
                                by_branch: boolean;
                                community: {
                                    id: string;
                                    name: string;
                                };
                                id: string;
                            } | null;
                            calls: {
                                answer: ("asked" | "yes" | "waiting" | "no") | null;
                                community: {
                                    id: string;
                                    name: string;
                                };
                                /** Format: date-time */
                                ends_at: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "volunteer" | "party";
                                place: string;
                                signed_in: boolean;
                                /** Format: date-time */
                                starts_at: string;
                                /** @enum {unknown} */
                                state: "open" | "cancelled" | "ended";
                                taken: number;
                                title: string;
                                wanted: number;
                            }[];
                            due: {
                                at_least: number;
                                /** @enum {unknown} */
                                every: "quarter" | "half_year" | "year";
                                source: string;
                                /** @enum {unknown} */
                                state: "nothing" | "not_registered" | "due" | "done";
                                taken: number;
                                /** Format: date */
                                until: string;
                                unverified: boolean;
                            };
                            refused: {
                                community: {
                                    id: string;
                                    name: string;
                                };
                                reason: string | null;
                            } | null;
                            registration: {
                                community: {
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                /** Format: date-time */
                                since: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            latest: string;
                            offer: {
                                hours: ("weekday_day" | "weekday_evening" | "weekend_day" | "weekend_evening")[];
                                radius_km: number;
                                skills: string[];
                                /** Format: date */
                                until: string;
                            } | null;
                            skills: {
                                en: string;
                                id: string;
                                proof: boolean;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hours: ("weekday_day" | "weekday_evening" | "weekend_day" | "weekend_evening")[];
                        radius_km: number;
                        skills: string[];
                        /** Format: date */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/offer/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        community_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/registration/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            basic: {
                                branch: string;
                                community: string | null;
                                name: string;
                            };
                            certificates: {
                                code: string;
                                /** Format: date */
                                from: string;
                                id: string;
                                /** Format: date-time */
                                issued_at: string;
                                /** Format: date */
                                to: string;
                            }[];
                            evaluations: {
                                community: string;
                                grade: {
                                    en: string;
                                    zh: string;
                                };
                                words: string | null;
                                year: number;
                            }[];
                            feedback: {
                                branch: string;
                                content: {
                                    answered: number;
                                    asked: number;
                                    came: number;
                                    communities: string[];
                                    evaluations: {
                                        grade: string;
                                        words: string | null;
                                        year: number;
                                    }[];
                                    minutes: number;
                                    tasks: number;
                                };
                                /** Format: date-time */
                                goes_at: string;
                                id: string;
                                quarter: string;
                                sent_at: string | null;
                            }[];
                            next: string | null;
                            records: {
                                /** Format: date-time */
                                ended_at: string;
                                ended_by_house: boolean;
                                id: string;
                                minutes: number;
                                objection: string | null;
                                objection_answer: string | null;
                                organisation: string;
                                /** @enum {unknown} */
                                source: "call" | "mobilisation";
                                /** Format: date-time */
                                started_at: string;
                                thanks: string | null;
                                title: string;
                            }[];
                            totals: {
                                hours: number;
                                minutes: number;
                                tasks: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/member/service/{id}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls, places, lines and posts of one’s own */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            calls: {
                                absent: boolean;
                                emergency: boolean;
                                gap: number;
                                id: string;
                                /** @enum {unknown} */
                                kind: "party" | "volunteer";
                                name: string;
                                organisation: string;
                                purpose: string;
                                rehearsal: boolean;
                                /** Format: date-time */
                                started_at: string;
                            }[];
                            leads: {
                                mobilisation: string;
                                mobilisation_id: string;
                                next: string | null;
                                post: string;
                                post_id: string;
                                rehearsal: boolean;
                            }[];
                            lines: {
                                /** @enum {unknown} */
                                as: "waiting" | "stand_in";
                                before: number;
                                /** Format: date-time */
                                ends_at: string;
                                mobilisation: string;
                                post: string;
                                shift_id: string;
                                /** Format: date-time */
                                starts_at: string;
                            }[];
                            /** Format: date-time */
                            now: string;
                            places: {
                                accepted: boolean;
                                address: string | null;
                                danger: string | null;
                                /** Format: date-time */
                                ends_at: string;
                                equipment: string | null;
                                how: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "party" | "volunteer";
                                lat: number | null;
                                leader: string | null;
                                lng: number | null;
                                mobilisation: string;
                                mobilisation_id: string;
                                post: string;
                                post_id: string;
                                rehearsal: boolean;
                                running: boolean;
                                shift_id: string;
                                signed_in_at: string | null;
                                signed_out_at: string | null;
                                /** Format: date-time */
                                starts_at: string;
                                unit: string;
                            }[];
                            sign_in_early_minutes: number;
                            skills: {
                                en: string;
                                id: string;
                                proof: boolean;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say yes to a nomination */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a place back, or decline a nomination with a reason; whoever waits moves up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The leader records that somebody came or left whose phone could not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        what: "came" | "left";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by the post’s code; `at` and `sent_at` where it was kept without a signal */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at?: string;
                        code: string;
                        /** Format: date-time */
                        sent_at?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            signed_in_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out; the time between is served */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            by_house: boolean;
                            minutes: number;
                            /** Format: date-time */
                            signed_out_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-places/{id}/stand-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody does not come: the first who stands by is called instead */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            called: {
                                place_id: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-posts/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The code by which people sign in now, for whoever leads the post */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            /** Format: date-time */
                            now: string;
                            /** Format: date-time */
                            until: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-posts/{id}/leader": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name who leads a post */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        leader_id: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-posts/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a post off a prepared plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-shifts/{id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People whom one may send to a shift */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    q?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                absent: boolean;
                                name: string;
                                organisation: string;
                                person_id: string;
                                places: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-shifts/{id}/needed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change how many are needed at a shift, also while it runs */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        needed: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-shifts/{id}/nominate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send people of one’s unit, or assign called ones, in a party mobilisation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        person_ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            clashed: string[];
                            full: string[];
                            placed: string[];
                            unknown: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-shifts/{id}/stop-waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the line */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisation-shifts/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a place oneself; where none is free, wait for one or stand by if `wait` says so */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        skills: string[];
                        wait: ("waiting" | "stand_in") | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            place_id: string;
                            /** @enum {unknown} */
                            result: "placed" | "already";
                        } | {
                            before: number;
                            /** @enum {unknown} */
                            result: "waiting" | "stand_in";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mobilisations within reach, and running ones in which one’s unit is called; the newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "prepared" | "running" | "ended" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string | null;
                                emergency: boolean;
                                ended_at: string | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "party" | "volunteer";
                                /** Format: date-time */
                                made_at: string;
                                name: string;
                                organisation: string;
                                purpose: string;
                                rehearsal: boolean;
                                started_at: string | null;
                                /** @enum {unknown} */
                                state: "prepared" | "running" | "ended" | "cancelled";
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Prepare a plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        area_id?: string | null;
                        emergency: boolean;
                        /** @enum {unknown} */
                        kind: "party" | "volunteer";
                        name: string;
                        purpose: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One mobilisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: string | null;
                            emergency: boolean;
                            ended_at: string | null;
                            first_at: string | null;
                            id: string;
                            /** @enum {unknown} */
                            kind: "party" | "volunteer";
                            /** Format: date-time */
                            made_at: string;
                            may_nominate: boolean;
                            may_plan: boolean;
                            name: string;
                            needed: number;
                            organisation: string;
                            posts: number;
                            purpose: string;
                            rehearsal: boolean;
                            rest_minutes: number;
                            shifts: number;
                            started_at: string | null;
                            /** @enum {unknown} */
                            state: "prepared" | "running" | "ended" | "cancelled";
                            taken: number;
                            uninsured: number;
                            units: {
                                called_at: string | null;
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the wall shows, without names */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: string | null;
                            /** Format: date-time */
                            at: string;
                            emergency: boolean;
                            gaps: {
                                absent: number;
                                came: number;
                                dangerous: boolean;
                                /** Format: date-time */
                                ends_at: string;
                                here: number;
                                needed: number;
                                post: string;
                                post_id: string;
                                shift_id: string;
                                stand_ins: number;
                                /** Format: date-time */
                                starts_at: string;
                                taken: number;
                                unit: string;
                                unit_id: string;
                                waiting: number;
                            }[];
                            id: string;
                            /** @enum {unknown} */
                            kind: "party" | "volunteer";
                            name: string;
                            not_come: {
                                absent: number;
                                came: number;
                                dangerous: boolean;
                                /** Format: date-time */
                                ends_at: string;
                                here: number;
                                needed: number;
                                post: string;
                                post_id: string;
                                shift_id: string;
                                stand_ins: number;
                                /** Format: date-time */
                                starts_at: string;
                                taken: number;
                                unit: string;
                                unit_id: string;
                                waiting: number;
                            }[];
                            organisation: string;
                            rehearsal: boolean;
                            /** @enum {unknown} */
                            state: "prepared" | "running" | "ended" | "cancelled";
                            totals: {
                                absent: number;
                                came: number;
                                due: number;
                                gap: number;
                                here: number;
                                needed: number;
                                not_come: number;
                                posts: number;
                                shifts: number;
                                stand_ins: number;
                                taken: number;
                                unfilled: number;
                                waiting: number;
                            };
                            units: {
                                absent: number;
                                came: number;
                                here: number;
                                id: string;
                                name: string;
                                needed: number;
                                taken: number;
                            }[];
                            windows: {
                                absent: number;
                                came: number;
                                /** Format: date-time */
                                ends_at: string;
                                here: number;
                                needed: number;
                                posts: number;
                                /** Format: date-time */
                                starts_at: string;
                                taken: number;
                                unfilled: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it up before anybody came */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/cannot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that one cannot come */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a prepared plan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        emergency?: boolean;
                        /** @enum {unknown} */
                        kind?: "party" | "volunteer";
                        name?: string;
                        purpose?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepare a new plan from an earlier one, its first day moved */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        first_day: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/insurance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the insurance of one dangerous post, or of all that have none */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        insurer: string;
                        policy_number: string;
                        /** Format: uuid */
                        post_id?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            covered: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every post with its spot and how it is filled, the largest gap first */
        get: {
            parameters: {
                query?: {
                    starts?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            posts: {
                                address: string | null;
                                here: number;
                                id: string;
                                lat: number | null;
                                lng: number | null;
                                name: string;
                                needed: number;
                                taken: number;
                                unit: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/open-shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shifts that one may take, soonest first; with `full` also those to wait for */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    full?: boolean;
                    limit?: number;
                    q?: string;
                    starts?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                clashes: boolean;
                                danger: string | null;
                                /** Format: date-time */
                                ends_at: string;
                                equipment: string | null;
                                insured: boolean;
                                mine: ("held" | "waiting" | "stand_in") | null;
                                needed: number;
                                post: string;
                                post_id: string;
                                shift_id: string;
                                skills: string[];
                                /** Format: date-time */
                                starts_at: string;
                                taken: number;
                                unit: string;
                                waiting: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/paste": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a pasted table of posts; with `write` all of it is written, or nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        day: string;
                        text: string;
                        write: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                en: string;
                                line: number;
                                zh: string;
                            }[];
                            needed: number;
                            posts: {
                                danger: string | null;
                                line: number;
                                name: string;
                                shifts: {
                                    /** Format: date-time */
                                    from: string;
                                    needed: number;
                                    /** Format: date-time */
                                    to: string;
                                }[];
                                skills: string[];
                                unit: string | null;
                            }[];
                            written: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people behind a number: all for who runs it, their own for units and leaders */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    group?: "placed" | "came" | "here" | "not_come" | "given_back" | "declined" | "replaced" | "stood_in" | "all";
                    hour?: string;
                    limit?: number;
                    post?: string;
                    shift?: string;
                    starts?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                accepted: boolean;
                                /** Format: date-time */
                                ends_at: string;
                                how: string;
                                id: string;
                                minutes: number | null;
                                name: string;
                                person_id: string;
                                post: string;
                                post_id: string;
                                reason: string | null;
                                shift_id: string;
                                signed_in_at: string | null;
                                signed_in_by: string | null;
                                signed_out_at: string | null;
                                signed_out_by: string | null;
                                /** Format: date-time */
                                starts_at: string;
                                state: string;
                                unit: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Posts with their shifts, in their order */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    gaps?: boolean;
                    limit?: number;
                    post?: string;
                    q?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                danger: string | null;
                                equipment: string | null;
                                id: string;
                                insured: {
                                    /** Format: date-time */
                                    at: string;
                                    insurer: string;
                                    policy_number: string;
                                } | null;
                                lat: number | null;
                                leader: {
                                    id: string;
                                    name: string;
                                } | null;
                                lng: number | null;
                                may_lead: boolean;
                                name: string;
                                shifts: {
                                    came: number;
                                    /** Format: date-time */
                                    ends_at: string;
                                    id: string;
                                    needed: number;
                                    /** Format: date-time */
                                    starts_at: string;
                                    taken: number;
                                    waiting: number;
                                }[];
                                skills: string[];
                                unit: {
                                    id: string;
                                    name: string;
                                };
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add a post */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string | null;
                        danger?: string | null;
                        equipment?: string | null;
                        lat?: number | null;
                        leader_id?: string | null;
                        lng?: number | null;
                        name: string;
                        organisation_id?: string | null;
                        shifts: {
                            /** Format: date-time */
                            from: string;
                            needed: number;
                            /** Format: date-time */
                            to: string;
                        }[];
                        skills: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Planned against came */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hours: {
                                /** Format: date-time */
                                at: string;
                                needed: number;
                                present: number;
                                taken: number;
                            }[];
                            shifts: {
                                absent: number;
                                came: number;
                                dangerous: boolean;
                                /** Format: date-time */
                                ends_at: string;
                                here: number;
                                needed: number;
                                post: string;
                                post_id: string;
                                shift_id: string;
                                stand_ins: number;
                                /** Format: date-time */
                                starts_at: string;
                                taken: number;
                                unit: string;
                                unit_id: string;
                                waiting: number;
                            }[];
                            totals: {
                                came: number;
                                counted: boolean;
                                declined: number;
                                given_back: number;
                                minutes: number;
                                needed: number;
                                not_come: number;
                                placed: number;
                                posts: number;
                                replaced: number;
                                shifts: number;
                                stood_in: number;
                                unfilled: number;
                            };
                            units: {
                                absent: number;
                                called: boolean;
                                came: number;
                                declined: number;
                                id: string;
                                minutes: number;
                                name: string;
                                placed: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/review.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The review as a table */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start it, or rehearse it: everybody who is called is told at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rehearsal: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call units; people on duty in them and below them may take places */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        organisation_ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mobilisations/{id}/units/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a unit off a plan that is not started */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        organisation_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        comment?: string;
                        contacted?: boolean;
                        satisfaction: string;
                        solved: boolean;
                        wants_rework?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/photos/{photo}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    photo: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest steps that the person may follow, or earlier ones */
        get: {
            parameters: {
                query?: {
                    /** @description `earlier` of the page before */
                    before?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            earlier: string | null;
                            /** @description Oldest first */
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                by_person: boolean;
                                id: string;
                                kind: string;
                                /** @description A step of the work on the matter that this one follows */
                                of_original: boolean;
                                text: string | null;
                                to: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my/requests/{key}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的提醒 / my notices */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cursor: string | null;
                            notices: {
                                /** Format: date-time */
                                created_at: string;
                                id: string;
                                kind: string;
                                link: string | null;
                                read_at: string | null;
                                subject_id: string | null;
                                urgent: boolean;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            unread: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标为已读 / mark as read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    } | {
                        /** @enum {boolean} */
                        all: true;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unread: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations in the order of their codes */
        get: {
            parameters: {
                query?: {
                    /** @description `next` of the page before */
                    after?: string;
                    area?: string;
                    function?: string;
                    kind?: string;
                    /** @description 50 where it is left out */
                    limit?: number;
                    parent?: string;
                    q?: string;
                    /** @description Those with nothing above them */
                    top?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                area_id: string | null;
                                code: string;
                                function: string | null;
                                id: string;
                                kind: string;
                                name: string;
                                name_en: string | null;
                                parent_id: string | null;
                                phone: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open an organisation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string | null;
                        area_id?: string | null;
                        code: string;
                        function?: string | null;
                        kind: string;
                        name: string;
                        name_en?: string | null;
                        parent_id?: string | null;
                        phone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            area_id: string | null;
                            code: string;
                            function: string | null;
                            id: string;
                            kind: string;
                            name: string;
                            name_en: string | null;
                            parent_id: string | null;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organisation, also one that has ended */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            active_to: string | null;
                            address: string | null;
                            area: {
                                id: string;
                                name: string;
                            } | null;
                            area_id: string | null;
                            code: string;
                            function: string | null;
                            id: string;
                            kind: string;
                            name: string;
                            name_en: string | null;
                            parent: {
                                id: string;
                                name: string;
                            } | null;
                            parent_id: string | null;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an organisation’s name, function, area, telephone, address or opening hours */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: string | null;
                        area_id?: string | null;
                        function?: string | null;
                        hours?: string | null;
                        name?: string;
                        name_en?: string | null;
                        phone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            area_id: string | null;
                            code: string;
                            function: string | null;
                            id: string;
                            kind: string;
                            name: string;
                            name_en: string | null;
                            parent_id: string | null;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/organisations/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an organisation, the newest first */
        get: {
            parameters: {
                query?: {
                    before?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                kind: string;
                                names: {
                                    [key: string]: string;
                                };
                                payload: {
                                    [key: string]: unknown;
                                };
                                seq: number;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an organisation in which nobody serves any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations/{id}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many open matters an organisation owns */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description More than 1000: not counted further */
                            capped: boolean;
                            open: number;
                            overdue: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 演示短信发件箱 / the demonstration outbox */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            messages: {
                                channel: string;
                                /** Format: date-time */
                                created_at: string;
                                failure: string | null;
                                id: string;
                                purpose: string;
                                recipient: string;
                                sent_at: string | null;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按名称找党支部 / branches by name */
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            education: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            organisations: {
                                id: string;
                                name: string;
                            }[];
                            stages: {
                                en: string;
                                /** @enum {unknown} */
                                id: "applicant" | "activist" | "prospect" | "probationary" | "full";
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/member-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 从表格登记党员：全部写入或一行不写 / enter members from a table: all of it or nothing */
        post: {
            parameters: {
                query?: {
                    dry_run?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            faults: {
                                column: number;
                                en: string;
                                field?: string;
                                line: number;
                                zh: string;
                            }[];
                            rows: number;
                            would: {
                                already: number;
                                create: number;
                            };
                            written: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/member-file/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一名党员，每次查看留痕 / one member; each look is recorded */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activist_on: string | null;
                            admitted_on: string | null;
                            alerts: {
                                /** @enum {unknown} */
                                level: "attention" | "leaving";
                                months: number;
                                rule: {
                                    en: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                /** @enum {unknown} */
                                silence: "dues" | "activity" | "work";
                            }[];
                            applied_on: string | null;
                            away_since: string | null;
                            away_to: string | null;
                            birth_year: number | null;
                            branch: {
                                id: string;
                                name: string;
                            } | null;
                            community: {
                                id: string;
                                name: string;
                            } | null;
                            dues: string[];
                            earliest_full: string | null;
                            education: {
                                en: string;
                                id: string;
                                zh: string;
                            } | null;
                            full_on: string | null;
                            group: {
                                id: string;
                                name: string;
                            } | null;
                            id: string;
                            last_activity_on: string | null;
                            left_on: string | null;
                            may_change: boolean;
                            name: string;
                            periods: {
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                from: string;
                                until: string | null;
                            }[];
                            prospect_on: string | null;
                            /** @enum {unknown} */
                            stage: "applicant" | "activist" | "prospect" | "probationary" | "full";
                            transfer: {
                                elsewhere: boolean;
                                id: string;
                                to: string;
                            } | null;
                            unit: string | null;
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        away_since?: string | null;
                        away_to?: string | null;
                        birth_year?: number | null;
                        community_id?: string | null;
                        education?: string | null;
                        group_id?: string | null;
                        unit?: string | null;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activist_on: string | null;
                            admitted_on: string | null;
                            alerts: {
                                /** @enum {unknown} */
                                level: "attention" | "leaving";
                                months: number;
                                rule: {
                                    en: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                /** @enum {unknown} */
                                silence: "dues" | "activity" | "work";
                            }[];
                            applied_on: string | null;
                            away_since: string | null;
                            away_to: string | null;
                            birth_year: number | null;
                            branch: {
                                id: string;
                                name: string;
                            } | null;
                            community: {
                                id: string;
                                name: string;
                            } | null;
                            dues: string[];
                            earliest_full: string | null;
                            education: {
                                en: string;
                                id: string;
                                zh: string;
                            } | null;
                            full_on: string | null;
                            group: {
                                id: string;
                                name: string;
                            } | null;
                            id: string;
                            last_activity_on: string | null;
                            left_on: string | null;
                            may_change: boolean;
                            name: string;
                            periods: {
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                from: string;
                                until: string | null;
                            }[];
                            prospect_on: string | null;
                            /** @enum {unknown} */
                            stage: "applicant" | "activist" | "prospect" | "probationary" | "full";
                            transfer: {
                                elsewhere: boolean;
                                id: string;
                                to: string;
                            } | null;
                            unit: string | null;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/members/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        as: "withdrew" | "removed" | "died" | "not_admitted";
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/members/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        on: string;
                        /** @enum {unknown} */
                        to: "applicant" | "activist" | "prospect" | "probationary" | "full";
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activist_on: string | null;
                            admitted_on: string | null;
                            alerts: {
                                /** @enum {unknown} */
                                level: "attention" | "leaving";
                                months: number;
                                rule: {
                                    en: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                /** @enum {unknown} */
                                silence: "dues" | "activity" | "work";
                            }[];
                            applied_on: string | null;
                            away_since: string | null;
                            away_to: string | null;
                            birth_year: number | null;
                            branch: {
                                id: string;
                                name: string;
                            } | null;
                            community: {
                                id: string;
                                name: string;
                            } | null;
                            dues: string[];
                            earliest_full: string | null;
                            education: {
                                en: string;
                                id: string;
                                zh: string;
                            } | null;
                            full_on: string | null;
                            group: {
                                id: string;
                                name: string;
                            } | null;
                            id: string;
                            last_activity_on: string | null;
                            left_on: string | null;
                            may_change: boolean;
                            name: string;
                            periods: {
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                from: string;
                                until: string | null;
                            }[];
                            prospect_on: string | null;
                            /** @enum {unknown} */
                            stage: "applicant" | "activist" | "prospect" | "probationary" | "full";
                            transfer: {
                                elsewhere: boolean;
                                id: string;
                                to: string;
                            } | null;
                            unit: string | null;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/members/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        elsewhere?: string;
                        reason: string;
                        to_branch_id?: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dues: {
                                en: string;
                                over_yuan: number;
                                percent: number;
                                source: string;
                                unverified: boolean;
                                up_to_yuan: number | null;
                                zh: string;
                            }[];
                            member: {
                                admitted_on: string | null;
                                away_to: string | null;
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                dues_open: string[];
                                dues_until: string | null;
                                full_on: string | null;
                                group: {
                                    id: string;
                                    name: string;
                                } | null;
                                name: string;
                                secretary: string | null;
                                stage: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            } | null;
                            committee_seats: number | null;
                            /** @enum {unknown} */
                            form: "committee" | "general_branch" | "branch" | "group";
                            founded_on: string | null;
                            groups: {
                                id: string;
                                name: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                zh: string;
                            };
                            may_change_members: boolean;
                            may_read_members: boolean;
                            may_write: boolean;
                            members: {
                                away: number;
                                coming: number;
                                full: number;
                                probationary: number;
                            };
                            name: string;
                            officers: {
                                name: string;
                                role: {
                                    en: string;
                                    zh: string;
                                };
                                since: string;
                            }[];
                            parent: {
                                id: string;
                                name: string;
                            } | null;
                            purpose: string | null;
                            size: {
                                en: string;
                                id: string;
                                source: string;
                                zh: string;
                            }[];
                            stands_until: string | null;
                            /** @enum {unknown} */
                            term: "unknown" | "running" | "due" | "over";
                            term_from: string | null;
                            term_until: string | null;
                            term_years: number;
                            /** @enum {unknown} */
                            type: "ordinary" | "joint" | "temporary" | "mobile";
                            units: string[];
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        committee_seats?: number | null;
                        elected_on?: string | null;
                        founded_on?: string | null;
                        purpose?: string | null;
                        stands_until?: string | null;
                        units?: string[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            } | null;
                            committee_seats: number | null;
                            /** @enum {unknown} */
                            form: "committee" | "general_branch" | "branch" | "group";
                            founded_on: string | null;
                            groups: {
                                id: string;
                                name: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                zh: string;
                            };
                            may_change_members: boolean;
                            may_read_members: boolean;
                            may_write: boolean;
                            members: {
                                away: number;
                                coming: number;
                                full: number;
                                probationary: number;
                            };
                            name: string;
                            officers: {
                                name: string;
                                role: {
                                    en: string;
                                    zh: string;
                                };
                                since: string;
                            }[];
                            parent: {
                                id: string;
                                name: string;
                            } | null;
                            purpose: string | null;
                            size: {
                                en: string;
                                id: string;
                                source: string;
                                zh: string;
                            }[];
                            stands_until: string | null;
                            /** @enum {unknown} */
                            term: "unknown" | "running" | "due" | "over";
                            term_from: string | null;
                            term_until: string | null;
                            term_years: number;
                            /** @enum {unknown} */
                            type: "ordinary" | "joint" | "temporary" | "mobile";
                            units: string[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/organisations/{id}/dues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        members: string[];
                        month: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            noted: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/organisations/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 名册，每次查看留痕 / the roll; each look is recorded */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    group?: string;
                    stage?: "applicant" | "activist" | "prospect" | "probationary" | "full";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                alerts: {
                                    /** @enum {unknown} */
                                    level: "attention" | "leaving";
                                    months: number;
                                    rule: {
                                        en: string;
                                        source: string;
                                        unverified: boolean;
                                        zh: string;
                                    };
                                    /** @enum {unknown} */
                                    silence: "dues" | "activity" | "work";
                                }[];
                                away_to: string | null;
                                dues_until: string | null;
                                group: {
                                    id: string;
                                    name: string;
                                } | null;
                                id: string;
                                name: string;
                                /** @enum {unknown} */
                                stage: "applicant" | "activist" | "prospect" | "probationary" | "full";
                                version: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        activist_on?: string | null;
                        admitted_on?: string | null;
                        applied_on?: string | null;
                        away_since?: string | null;
                        away_to?: string | null;
                        birth_year?: number | null;
                        community_id?: string | null;
                        education?: string | null;
                        full_on?: string | null;
                        group_id?: string | null;
                        name: string;
                        phone: string;
                        prospect_on?: string | null;
                        since?: string;
                        unit?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activist_on: string | null;
                            admitted_on: string | null;
                            alerts: {
                                /** @enum {unknown} */
                                level: "attention" | "leaving";
                                months: number;
                                rule: {
                                    en: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                /** @enum {unknown} */
                                silence: "dues" | "activity" | "work";
                            }[];
                            applied_on: string | null;
                            away_since: string | null;
                            away_to: string | null;
                            birth_year: number | null;
                            branch: {
                                id: string;
                                name: string;
                            } | null;
                            community: {
                                id: string;
                                name: string;
                            } | null;
                            dues: string[];
                            earliest_full: string | null;
                            education: {
                                en: string;
                                id: string;
                                zh: string;
                            } | null;
                            full_on: string | null;
                            group: {
                                id: string;
                                name: string;
                            } | null;
                            id: string;
                            last_activity_on: string | null;
                            left_on: string | null;
                            may_change: boolean;
                            name: string;
                            periods: {
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                from: string;
                                until: string | null;
                            }[];
                            prospect_on: string | null;
                            /** @enum {unknown} */
                            stage: "applicant" | "activist" | "prospect" | "probationary" | "full";
                            transfer: {
                                elsewhere: boolean;
                                id: string;
                                to: string;
                            } | null;
                            unit: string | null;
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfer-files/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            [key: string]: unknown;
                        };
                        public_key: string;
                        signature: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fingerprint: string;
                            letter: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfer-files/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        content: {
                            [key: string]: unknown;
                        };
                        public_key: string;
                        signature: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfer-files/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 凭外地的转接文件接收，返回回执 / receive on the file of another installation; answers with the receipt */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        branch_id: string;
                        file: {
                            content: {
                                [key: string]: unknown;
                            };
                            public_key: string;
                            signature: string;
                        };
                        fingerprint: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                [key: string]: unknown;
                            };
                            public_key: string;
                            signature: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    open?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                decided_at: string | null;
                                decision_reason: string | null;
                                elsewhere: string | null;
                                from: string | null;
                                groups: {
                                    id: string;
                                    name: string;
                                }[];
                                id: string;
                                may: ("receive" | "refuse" | "withdraw" | "file")[];
                                name: string;
                                proposed_at: string;
                                reason: string;
                                /** @enum {unknown} */
                                state: "proposed" | "received" | "refused" | "withdrawn";
                                to: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfers/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 转往外地的签名文件 / the signed file for another installation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            content: {
                                [key: string]: unknown;
                            };
                            public_key: string;
                            signature: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfers/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        group_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfers/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/party/transfers/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrol-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    area?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: {
                                    id: string;
                                    name: string;
                                };
                                /** @description Minimums of the rules that this plan stays below. */
                                below: {
                                    at_least: number;
                                    en: string;
                                    id: string;
                                    per: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                }[];
                                frequency: {
                                    /** @enum {string} */
                                    per: "day";
                                    shifts: {
                                        from: string;
                                        to: string;
                                    }[];
                                } | {
                                    /** @enum {string} */
                                    per: "week";
                                    times: number;
                                } | {
                                    /** @enum {string} */
                                    per: "month";
                                    times: number;
                                };
                                from: string;
                                holidays: string;
                                id: string;
                                last_day: string | null;
                                name: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                points: number;
                                until: string | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        area_id: string;
                        frequency: {
                            /** @enum {string} */
                            per: "day";
                            shifts: {
                                from: string;
                                to: string;
                            }[];
                        } | {
                            /** @enum {string} */
                            per: "week";
                            times: number;
                        } | {
                            /** @enum {string} */
                            per: "month";
                            times: number;
                        };
                        /** Format: date */
                        from: string;
                        /** @enum {unknown} */
                        holidays: "walk" | "skip";
                        name: string;
                        points: {
                            checks: {
                                id?: string;
                                words?: string;
                            }[];
                            /** Format: uuid */
                            id?: string;
                            lat?: number;
                            lng?: number;
                            name: string;
                            place_code?: string;
                        }[];
                        until?: string | null;
                        worker_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            };
                            /** @description Minimums of the rules that this plan stays below. */
                            below: {
                                at_least: number;
                                en: string;
                                id: string;
                                per: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            frequency: {
                                /** @enum {string} */
                                per: "day";
                                shifts: {
                                    from: string;
                                    to: string;
                                }[];
                            } | {
                                /** @enum {string} */
                                per: "week";
                                times: number;
                            } | {
                                /** @enum {string} */
                                per: "month";
                                times: number;
                            };
                            from: string;
                            holidays: string;
                            id: string;
                            last_day: string | null;
                            may_change: boolean;
                            name: string;
                            organisation: {
                                id: string;
                                name: string;
                            };
                            points: number;
                            until: string | null;
                            version: number;
                            /** @description Oldest first. */
                            versions: {
                                frequency: {
                                    /** @enum {string} */
                                    per: "day";
                                    shifts: {
                                        from: string;
                                        to: string;
                                    }[];
                                } | {
                                    /** @enum {string} */
                                    per: "week";
                                    times: number;
                                } | {
                                    /** @enum {string} */
                                    per: "month";
                                    times: number;
                                };
                                from: string;
                                holidays: string;
                                made_at: string;
                                made_by: string | null;
                                name: string;
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                }[];
                                until: string | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            worker: {
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrol-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            };
                            /** @description Minimums of the rules that this plan stays below. */
                            below: {
                                at_least: number;
                                en: string;
                                id: string;
                                per: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            frequency: {
                                /** @enum {string} */
                                per: "day";
                                shifts: {
                                    from: string;
                                    to: string;
                                }[];
                            } | {
                                /** @enum {string} */
                                per: "week";
                                times: number;
                            } | {
                                /** @enum {string} */
                                per: "month";
                                times: number;
                            };
                            from: string;
                            holidays: string;
                            id: string;
                            last_day: string | null;
                            may_change: boolean;
                            name: string;
                            organisation: {
                                id: string;
                                name: string;
                            };
                            points: number;
                            until: string | null;
                            version: number;
                            /** @description Oldest first. */
                            versions: {
                                frequency: {
                                    /** @enum {string} */
                                    per: "day";
                                    shifts: {
                                        from: string;
                                        to: string;
                                    }[];
                                } | {
                                    /** @enum {string} */
                                    per: "week";
                                    times: number;
                                } | {
                                    /** @enum {string} */
                                    per: "month";
                                    times: number;
                                };
                                from: string;
                                holidays: string;
                                made_at: string;
                                made_by: string | null;
                                name: string;
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                }[];
                                until: string | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            worker: {
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrol-plans/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        last_day: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            };
                            /** @description Minimums of the rules that this plan stays below. */
                            below: {
                                at_least: number;
                                en: string;
                                id: string;
                                per: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            frequency: {
                                /** @enum {string} */
                                per: "day";
                                shifts: {
                                    from: string;
                                    to: string;
                                }[];
                            } | {
                                /** @enum {string} */
                                per: "week";
                                times: number;
                            } | {
                                /** @enum {string} */
                                per: "month";
                                times: number;
                            };
                            from: string;
                            holidays: string;
                            id: string;
                            last_day: string | null;
                            may_change: boolean;
                            name: string;
                            organisation: {
                                id: string;
                                name: string;
                            };
                            points: number;
                            until: string | null;
                            version: number;
                            /** @description Oldest first. */
                            versions: {
                                frequency: {
                                    /** @enum {string} */
                                    per: "day";
                                    shifts: {
                                        from: string;
                                        to: string;
                                    }[];
                                } | {
                                    /** @enum {string} */
                                    per: "week";
                                    times: number;
                                } | {
                                    /** @enum {string} */
                                    per: "month";
                                    times: number;
                                };
                                from: string;
                                holidays: string;
                                made_at: string;
                                made_by: string | null;
                                name: string;
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                }[];
                                until: string | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            worker: {
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrol-plans/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        frequency: {
                            /** @enum {string} */
                            per: "day";
                            shifts: {
                                from: string;
                                to: string;
                            }[];
                        } | {
                            /** @enum {string} */
                            per: "week";
                            times: number;
                        } | {
                            /** @enum {string} */
                            per: "month";
                            times: number;
                        };
                        /** Format: date */
                        from: string;
                        /** @enum {unknown} */
                        holidays: "walk" | "skip";
                        name: string;
                        points: {
                            checks: {
                                id?: string;
                                words?: string;
                            }[];
                            /** Format: uuid */
                            id?: string;
                            lat?: number;
                            lng?: number;
                            name: string;
                            place_code?: string;
                        }[];
                        until?: string | null;
                        version: number;
                        worker_id?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: {
                                id: string;
                                name: string;
                            };
                            /** @description Minimums of the rules that this plan stays below. */
                            below: {
                                at_least: number;
                                en: string;
                                id: string;
                                per: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            frequency: {
                                /** @enum {string} */
                                per: "day";
                                shifts: {
                                    from: string;
                                    to: string;
                                }[];
                            } | {
                                /** @enum {string} */
                                per: "week";
                                times: number;
                            } | {
                                /** @enum {string} */
                                per: "month";
                                times: number;
                            };
                            from: string;
                            holidays: string;
                            id: string;
                            last_day: string | null;
                            may_change: boolean;
                            name: string;
                            organisation: {
                                id: string;
                                name: string;
                            };
                            points: number;
                            until: string | null;
                            version: number;
                            /** @description Oldest first. */
                            versions: {
                                frequency: {
                                    /** @enum {string} */
                                    per: "day";
                                    shifts: {
                                        from: string;
                                        to: string;
                                    }[];
                                } | {
                                    /** @enum {string} */
                                    per: "week";
                                    times: number;
                                } | {
                                    /** @enum {string} */
                                    per: "month";
                                    times: number;
                                };
                                from: string;
                                holidays: string;
                                made_at: string;
                                made_by: string | null;
                                name: string;
                                points: {
                                    checks: {
                                        category: string | null;
                                        en: string;
                                        id: string | null;
                                        zh: string;
                                    }[];
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    place_code: string | null;
                                }[];
                                until: string | null;
                                version: number;
                                worker: {
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            worker: {
                                id: string;
                                name: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrol-plans/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    area?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checks: {
                                category: string | null;
                                en: string;
                                id: string | null;
                                zh: string;
                            }[];
                            minimums: {
                                at_least: number;
                                en: string;
                                id: string;
                                per: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            most_points: number;
                            obstacles: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            workers: {
                                id: string;
                                name: string;
                                role: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrols/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按点位、按日：应巡与已巡 / planned and walked, by point and day */
        get: {
            parameters: {
                query: {
                    after?: string;
                    area?: string;
                    from: string;
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                counts: {
                                    late: number;
                                    later: number;
                                    missed: number;
                                    not_reached: number;
                                    open: number;
                                    planned: number;
                                    walked: number;
                                };
                                plan: {
                                    area: string;
                                    area_id: string;
                                    id: string;
                                    name: string;
                                    organisation: {
                                        id: string;
                                        name: string;
                                    };
                                };
                                points: {
                                    counts: {
                                        late: number;
                                        later: number;
                                        missed: number;
                                        not_reached: number;
                                        open: number;
                                        planned: number;
                                        walked: number;
                                    };
                                    id: string;
                                    lat: number;
                                    lng: number;
                                    name: string;
                                    rounds: {
                                        day: string;
                                        key: string;
                                        number: number;
                                        /** @enum {unknown} */
                                        state: "walked" | "late" | "not_reached" | "missed" | "open" | "later";
                                    }[];
                                }[];
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patrols/coverage/{plan}/{point}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 数字背后的巡查 / the walks behind a number */
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path: {
                    plan: string;
                    point: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                happened_at: string;
                                matter: {
                                    id: string;
                                    number: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    title: string;
                                } | null;
                                obstacle: {
                                    en: string;
                                    zh: string;
                                } | null;
                                received_at: string;
                                result: string;
                                round: string;
                                time_note: string;
                                walk_id: string;
                                words: string | null;
                                worker: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People who serve or served, within your reach */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    area?: string;
                    /** @description 50 where it is left out */
                    limit?: number;
                    organisation?: string;
                    q?: string;
                    /** @description Only duties that run now */
                    running?: boolean;
                    /** @description Registered, without duty or account; for who keeps the register */
                    unplaced?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                duties: {
                                    /** Format: date-time */
                                    active_from: string;
                                    active_to: string | null;
                                    area: string | null;
                                    area_id: string | null;
                                    id: string;
                                    organisation: string;
                                    organisation_id: string;
                                    role: string;
                                }[];
                                id: string;
                                name: string;
                                phone: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register a person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email?: string | null;
                        name: string;
                        phone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person with the duties that are within your reach */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            duties: {
                                /** Format: date-time */
                                active_from: string;
                                active_to: string | null;
                                area: string | null;
                                area_id: string | null;
                                id: string;
                                organisation: string;
                                organisation_id: string;
                                role: string;
                            }[];
                            id: string;
                            name: string;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person’s name, number or mail */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email?: string | null;
                        name?: string;
                        phone?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/people/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which duties a person began and ended, the newest first */
        get: {
            parameters: {
                query?: {
                    before?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                kind: string;
                                names: {
                                    [key: string]: string;
                                };
                                payload: {
                                    [key: string]: unknown;
                                };
                                seq: number;
                            }[];
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many open matters are in a person’s hands, organisation by organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                open: number;
                                organisation_id: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传一张照片 / upload one photo (multipart field `photo`) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            claim: string;
                            height: number;
                            id: string;
                            width: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/photos/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看照片 / a photo */
        get: {
            parameters: {
                query?: {
                    claim?: string;
                    size?: "thumb" | "full";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses and areas that hold the words, at most ten */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                area_id: string;
                                /** @enum {unknown} */
                                area_kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                chain: {
                                    code: string;
                                    id: string;
                                    /** @enum {unknown} */
                                    kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                    name: string;
                                    name_en: string | null;
                                }[];
                                code: string;
                                /** @enum {unknown} */
                                kind: "place" | "area";
                                lat: number | null;
                                lng: number | null;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/places/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The place whose code was scanned */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            area_id: string;
                            chain: {
                                code: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "city" | "district" | "street" | "community" | "grid" | "dedicated_grid" | "micro_grid";
                                name: string;
                                name_en: string | null;
                            }[];
                            code: string;
                            /** @description The code is that of an area: lng and lat are only its middle */
                            is_area: boolean;
                            lat: number;
                            lng: number;
                            name: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/polls/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a resident’s code for a poll asks */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            closed: boolean;
                            question: {
                                en: string;
                                zh: string;
                            };
                            used: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Answer a poll, once for each code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        answer: "satisfied" | "dissatisfied" | "unsure";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My posting, or the one that awaits me */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            areas: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            posting: {
                                area: string;
                                assessed: {
                                    /** Format: date-time */
                                    at: string;
                                    grade: {
                                        en: string;
                                        zh: string;
                                    };
                                    words: string;
                                } | null;
                                ended_as: ("completed" | "early") | null;
                                ended_because: string | null;
                                ended_on: string | null;
                                extensions: number;
                                from: string;
                                history: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string | null;
                                    en: string;
                                    kind: string;
                                    text: string | null;
                                    zh: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                kind: {
                                    en: string;
                                    id: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                lacking: ("term" | "villagers" | "sender")[];
                                least_shown: number;
                                leaves: {
                                    answer_due_at: string | null;
                                    /** Format: date-time */
                                    asked_at: string;
                                    back_on: string | null;
                                    decision_words: string | null;
                                    from: string;
                                    /** Format: uuid */
                                    id: string;
                                    reason: string | null;
                                    /** @enum {unknown} */
                                    state: "asked" | "granted" | "refused" | "withdrawn" | "ended";
                                    until: string;
                                }[];
                                may: {
                                    assess: boolean;
                                    call_off: boolean;
                                    give: boolean;
                                    lead: boolean;
                                    make: boolean;
                                    own: boolean;
                                };
                                over: boolean;
                                person: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                poll_rule: {
                                    least_returned: number;
                                    source: string;
                                    unverified: boolean;
                                    within_days: number;
                                };
                                polls: {
                                    closed_at: string | null;
                                    dissatisfied: number | null;
                                    /** Format: uuid */
                                    id: string;
                                    issued: number;
                                    /** Format: date-time */
                                    opened_at: string;
                                    returned: number | null;
                                    satisfied: number | null;
                                    unsure: number | null;
                                }[];
                                replaced_by: string | null;
                                replaces: string | null;
                                sender: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                /** @enum {unknown} */
                                state: "planned" | "running" | "ended" | "called_off";
                                takers: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                }[];
                                tasks: {
                                    due_at: string | null;
                                    given_by: string;
                                    /** Format: uuid */
                                    matter_id: string;
                                    number: string;
                                    overdue: boolean;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    title: string;
                                }[];
                                team: string | null;
                                until: string;
                                version: number;
                                village: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting-leaves/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant a leave, or refuse it with words */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grant: boolean;
                        words?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting-leaves/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a leave back, or say that you are back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        deed: "withdraw" | "come_back";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting/{id}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for leave */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        reason: string;
                        /** Format: date */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting/{id}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My visits, the latest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string;
                                day: string;
                                households: number | null;
                                /** Format: uuid */
                                id: string;
                                wish: {
                                    number: string;
                                    owner: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                } | null;
                                words: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Write a visit down: the corner, the day, what came up; nobody’s name */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        area_id: string;
                        /** Format: date */
                        day: string;
                        households?: number | null;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posting/{id}/visits/{visit}/wish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The matter that this visit brought home */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    visit: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        matter_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Postings within reach, the newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    state?: "planned" | "running" | "ended";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string;
                                ended_as: ("completed" | "early") | null;
                                ended_on: string | null;
                                from: string;
                                /** Format: uuid */
                                id: string;
                                kind: {
                                    en: string;
                                    id: string;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                over: boolean;
                                person: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                sender: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                /** @enum {unknown} */
                                state: "planned" | "running" | "ended" | "called_off";
                                team: string | null;
                                until: string;
                                version: number;
                                village: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Send somebody to a village */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        kind: string;
                        /** Format: uuid */
                        person_id: string;
                        /** Format: uuid */
                        sender_id: string;
                        team?: string | null;
                        /** Format: date */
                        until: string;
                        /** Format: uuid */
                        village_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One posting */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            area: string;
                            assessed: {
                                /** Format: date-time */
                                at: string;
                                grade: {
                                    en: string;
                                    zh: string;
                                };
                                words: string;
                            } | null;
                            ended_as: ("completed" | "early") | null;
                            ended_because: string | null;
                            ended_on: string | null;
                            extensions: number;
                            from: string;
                            history: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                en: string;
                                kind: string;
                                text: string | null;
                                zh: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            };
                            lacking: ("term" | "villagers" | "sender")[];
                            least_shown: number;
                            leaves: {
                                answer_due_at: string | null;
                                /** Format: date-time */
                                asked_at: string;
                                back_on: string | null;
                                decision_words: string | null;
                                from: string;
                                /** Format: uuid */
                                id: string;
                                reason: string | null;
                                /** @enum {unknown} */
                                state: "asked" | "granted" | "refused" | "withdrawn" | "ended";
                                until: string;
                            }[];
                            may: {
                                assess: boolean;
                                call_off: boolean;
                                give: boolean;
                                lead: boolean;
                                make: boolean;
                                own: boolean;
                            };
                            over: boolean;
                            person: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            poll_rule: {
                                least_returned: number;
                                source: string;
                                unverified: boolean;
                                within_days: number;
                            };
                            polls: {
                                closed_at: string | null;
                                dissatisfied: number | null;
                                /** Format: uuid */
                                id: string;
                                issued: number;
                                /** Format: date-time */
                                opened_at: string;
                                returned: number | null;
                                satisfied: number | null;
                                unsure: number | null;
                            }[];
                            replaced_by: string | null;
                            replaces: string | null;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** @enum {unknown} */
                            state: "planned" | "running" | "ended" | "called_off";
                            takers: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            tasks: {
                                due_at: string | null;
                                given_by: string;
                                /** Format: uuid */
                                matter_id: string;
                                number: string;
                                overdue: boolean;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            }[];
                            team: string | null;
                            until: string;
                            version: number;
                            village: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/assess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The sending unit’s assessment, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grade: string;
                        version: number;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/call-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back before its first day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        as: "completed" | "early";
                        hand_to?: string | null;
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extend the term */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        /** Format: date */
                        until: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/poll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a villagers’ poll; its codes are told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        codes: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codes: string[];
                            /** Format: uuid */
                            poll_id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/poll/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the poll */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody else goes on from today */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        as: "completed" | "early";
                        /** Format: uuid */
                        person_id: string;
                        reason: string;
                        /** Format: uuid */
                        sender_id: string;
                        /** Format: date */
                        until: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task with a day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        due_day: string;
                        text: string;
                        title: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            matter_id: string;
                            number: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{id}/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its visits, the latest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string;
                                day: string;
                                households: number | null;
                                /** Format: uuid */
                                id: string;
                                wish: {
                                    number: string;
                                    owner: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                } | null;
                                words: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may be sent from a unit */
        get: {
            parameters: {
                query: {
                    q?: string;
                    sender: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds and grades, and who may send */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            grades: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            kinds: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            may_make: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/qr/{code}.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A code to scan that opens the report page with the place known
         * @description For the code of a place or of an area. SVG; scales to any size of paper.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/branch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                branch: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {unknown} */
                                due: "nothing" | "not_registered" | "due" | "done";
                                person: {
                                    id: string;
                                    name: string;
                                };
                                registration: {
                                    community: string;
                                    state: string;
                                } | null;
                            }[];
                            next: string | null;
                            rule: {
                                at_least: number;
                                every: string;
                                source: string;
                                /** Format: date */
                                until: string;
                                unverified: boolean;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/branch/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                    quarter?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                branch: string;
                                content: {
                                    answered: number;
                                    asked: number;
                                    came: number;
                                    communities: string[];
                                    evaluations: {
                                        grade: string;
                                        words: string | null;
                                        year: number;
                                    }[];
                                    minutes: number;
                                    tasks: number;
                                };
                                person: string | null;
                            }[];
                            next: string | null;
                            quarter: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/branch/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        community_id: string;
                        person_ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各社区的报到人数（只有数字） / numbers by community */
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string;
                                calls_this_month: number;
                                community: {
                                    id: string;
                                    name: string;
                                };
                                lat: number | null;
                                lng: number | null;
                                members: number;
                                open_calls: number;
                                units: number;
                                waiting: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/communities/{id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        kind: "resource" | "need";
                        until?: string | null;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/communities/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                above: string | null;
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/duties/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        to: "agree" | "done" | "drop";
                        words?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    after?: string;
                    community?: string;
                    kind: "unit" | "member";
                    state: "proposed" | "confirmed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            grades: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            items: {
                                /** @enum {unknown} */
                                by: "self" | "branch" | "community";
                                community: {
                                    id: string;
                                    name: string;
                                };
                                decided_at: string | null;
                                evaluated: string | null;
                                id: string;
                                /** @enum {unknown} */
                                kind: "unit" | "member";
                                may_decide: boolean;
                                name: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                phone: string | null;
                                /** Format: date-time */
                                proposed_at: string;
                                state: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/registrations/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "confirm" | "refuse";
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/registrations/{id}/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grade: string;
                        words?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/registrations/{id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查看完整电话（留痕） / the whole number; the look is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            phone: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/statements/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 共驻共建单位名录 / the directory of member units */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    community?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Communities for which you confirm. */
                            communities: {
                                id: string;
                                name: string;
                            }[];
                            evaluate_per_year: number;
                            grades: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            items: {
                                community: {
                                    id: string;
                                    name: string;
                                };
                                contact: {
                                    name: string;
                                    phone: string | null;
                                } | null;
                                did: {
                                    agreed: number;
                                    done: number;
                                    in_time: number;
                                    minutes: number;
                                    offers: number;
                                    offers_settled: number;
                                    overdue: number;
                                    people: number;
                                    tasks: number;
                                };
                                duties: {
                                    done_on: string | null;
                                    done_words: string | null;
                                    /** Format: date */
                                    due_on: string;
                                    id: string;
                                    overdue: boolean;
                                    /** @enum {unknown} */
                                    proposed_by: "unit" | "community";
                                    served: {
                                        minutes: number;
                                        people: number;
                                        tasks: number;
                                    };
                                    /** @enum {unknown} */
                                    state: "proposed" | "agreed" | "done" | "dropped";
                                    words: string;
                                }[];
                                evaluations: {
                                    /** @enum {unknown} */
                                    direction: "of_reporter" | "of_community";
                                    grade: {
                                        en: string;
                                        zh: string;
                                    };
                                    words: string | null;
                                    year: number;
                                }[];
                                id: string;
                                side: ("unit" | "community") | null;
                                state: string;
                                statements: {
                                    closed: boolean;
                                    id: string;
                                    /** @enum {unknown} */
                                    kind: "resource" | "need";
                                    outcome: string | null;
                                    until: string | null;
                                    words: string;
                                }[];
                                unit: {
                                    id: string;
                                    name: string;
                                };
                            }[];
                            needs: {
                                closed: boolean;
                                community: {
                                    id: string;
                                    name: string;
                                };
                                id: string;
                                /** @enum {unknown} */
                                kind: "resource" | "need";
                                may_close: boolean;
                                outcome: string | null;
                                until: string | null;
                                words: string;
                            }[];
                            next: string | null;
                            /** @description Units that you may report in. */
                            own: {
                                id: string;
                                name: string;
                            }[];
                            year: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        community_id: string;
                        contact_name: string;
                        contact_phone?: string | null;
                        /** Format: uuid */
                        organisation_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/units/{id}/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        due_on: string;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/units/{id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        kind: "resource" | "need";
                        until?: string | null;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        anonymous?: boolean;
                        category?: string;
                        contact?: {
                            name?: string;
                            phone?: string;
                        };
                        follows?: string;
                        kind?: string;
                        location?: {
                            address?: string;
                            /** Format: uuid */
                            area_id?: string;
                            lat?: number;
                            lng?: number;
                            place_code?: string;
                        };
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        photos_may_be_shown?: boolean;
                        text: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            deadline: {
                                due_at: string;
                                explanation: {
                                    en: string;
                                    zh: string;
                                };
                                step: string;
                                step_words: {
                                    en: string;
                                    zh: string;
                                };
                            } | null;
                            duplicates: string[];
                            id?: string;
                            number: string;
                            owner: {
                                name: string;
                                phone: string | null;
                            };
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        phone: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/judgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        comment?: string;
                        contacted?: boolean;
                        satisfaction: string;
                        solved: boolean;
                        wants_rework?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/photos/{photo}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                    photo: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest steps that the person may follow, or earlier ones */
        get: {
            parameters: {
                query?: {
                    /** @description `earlier` of the page before */
                    before?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            earlier: string | null;
                            /** @description Oldest first */
                            items: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                by_person: boolean;
                                id: string;
                                kind: string;
                                /** @description A step of the work on the matter that this one follows */
                                of_original: boolean;
                                text: string | null;
                                to: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{key}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        location?: {
                            address?: string;
                            /** Format: uuid */
                            area_id?: string;
                            lat?: number;
                            lng?: number;
                            place_code?: string;
                        };
                        text: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        location?: {
                            address?: string;
                            /** Format: uuid */
                            area_id?: string;
                            lat?: number;
                            lng?: number;
                            place_code?: string;
                        };
                        text: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/routing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The routing directory: which category goes to which organisations, and where nobody is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                areas: number;
                                /** @description A prefix; `*` is whatever no other row names */
                                category: string;
                                effective_from: string;
                                effective_to: string | null;
                                first: {
                                    id: string;
                                    name: string;
                                }[];
                                function: string | null;
                                function_words: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** @description Areas of the level that have nobody for it */
                                gaps: number;
                                id: string;
                                kind: string;
                                kind_words: {
                                    en: string;
                                    zh: string;
                                } | null;
                                lead: boolean;
                                /** @enum {unknown} */
                                level: "grid" | "community" | "street" | "district" | "city";
                                note: string | null;
                                organisations: number;
                                pack: string;
                                path: {
                                    en: string;
                                    zh: string;
                                }[];
                                source: string;
                                unverified: boolean;
                            }[];
                            on: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/routing/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Areas of a level for which there is no organisation of a kind */
        get: {
            parameters: {
                query: {
                    /** @description `next` of the page before */
                    after?: string;
                    function?: string;
                    kind: string;
                    level: "grid" | "community" | "street" | "district" | "city";
                    /** @description 50 where it is left out */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                id: string;
                                name: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 现行规则及其依据 / the rules in force, with their sources */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            hash: string;
                            lineage: {
                                area: {
                                    en: string;
                                    zh: string;
                                };
                                id: string;
                                title: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            on: string;
                            pack: string;
                            sections: {
                                id: string;
                                rows: {
                                    [key: string]: unknown;
                                }[];
                            }[];
                            title: {
                                en: string;
                                zh: string;
                            };
                            unverified: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新载入规则 / read the policy packs again; a dry run only says what would change */
        post: {
            parameters: {
                query?: {
                    dry_run?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            before: string;
                            changes: {
                                en: string | null;
                                fields: {
                                    after?: unknown;
                                    before?: unknown;
                                    field: string;
                                }[];
                                id: string;
                                /** @enum {unknown} */
                                kind: "added" | "removed" | "changed";
                                section: string;
                                source: string | null;
                                zh: string | null;
                            }[];
                            hash: string;
                            loaded: boolean;
                            pack: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    community?: string;
                    cursor?: string;
                    state?: "open" | "cancelled" | "ended";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                came: number;
                                community: {
                                    id: string;
                                    name: string;
                                };
                                /** Format: date-time */
                                ends_at: string;
                                id: string;
                                /** @enum {unknown} */
                                kind: "volunteer" | "party";
                                place: string;
                                /** Format: date-time */
                                starts_at: string;
                                /** @enum {unknown} */
                                state: "open" | "cancelled" | "ended";
                                taken: number;
                                title: string;
                                wanted: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** 社区吹哨：志愿任务，或召集党员 / the community calls */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        community_id: string;
                        dangerous: boolean;
                        duty_id?: string | null;
                        /** Format: date-time */
                        ends_at: string;
                        insurance?: string | null;
                        /** @enum {unknown} */
                        kind: "volunteer" | "party";
                        lat?: number;
                        lng?: number;
                        place: string;
                        radius_km: number;
                        skills: string[];
                        /** Format: date-time */
                        starts_at: string;
                        title: string;
                        wanted: number;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            told: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            called_at: string;
                            communities: number;
                            community: {
                                id: string;
                                name: string;
                            };
                            counts: {
                                asked: number;
                                came: number;
                                no: number;
                                waiting: number;
                            };
                            dangerous: boolean;
                            duty: string | null;
                            /** Format: date-time */
                            ends_at: string;
                            id: string;
                            insurance: string | null;
                            /** @enum {unknown} */
                            kind: "volunteer" | "party";
                            may_call: boolean;
                            people: {
                                /** @enum {unknown} */
                                answer: "asked" | "yes" | "waiting" | "no";
                                id: string;
                                name: string;
                                signed_in_at: string | null;
                                signed_out_at: string | null;
                                skills: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                            }[];
                            place: string;
                            radius_km: number;
                            reason: string | null;
                            /** @description What members of a party call wrote who cannot come. */
                            reasons: string[];
                            /** Format: date-time */
                            sign_in_from: string;
                            skills: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            /** Format: date-time */
                            starts_at: string;
                            /** @enum {unknown} */
                            state: "open" | "cancelled" | "ended";
                            taken: number;
                            thanks: string | null;
                            title: string;
                            wanted: number;
                            words: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            seconds_left: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        deed: "in" | "out";
                        /** Format: uuid */
                        place: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/{id}/thank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/fit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 会通知多少人（只有数字） / how many it would go to: a number alone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        community_id: string;
                        dangerous: boolean;
                        duty_id?: string | null;
                        /** Format: date-time */
                        ends_at: string;
                        insurance?: string | null;
                        /** @enum {unknown} */
                        kind: "volunteer" | "party";
                        lat?: number;
                        lng?: number;
                        place: string;
                        radius_km: number;
                        skills: string[];
                        /** Format: date-time */
                        starts_at: string;
                        title: string;
                        wanted: number;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-calls/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Those for which you may call. */
                            communities: {
                                id: string;
                                name: string;
                            }[];
                            duties: {
                                community_id: string;
                                id: string;
                                unit: string;
                                words: string;
                            }[];
                            longest_hours: number;
                            skills: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-certificates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核对服务证明 / checks a certificate of service */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            /** Format: date */
                            from: string;
                            hours: number;
                            /** Format: date-time */
                            issued_at: string;
                            /** @description The family name; the rest is masked. */
                            name: string;
                            organisations: string[];
                            tasks: number;
                            /** Format: date */
                            to: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                ended_at: string;
                                ended_by_house: boolean;
                                id: string;
                                minutes: number;
                                /** Format: date-time */
                                objected_at: string;
                                objection: string;
                                person: string;
                                /** Format: date-time */
                                started_at: string;
                                title: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/service-records/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        minutes?: number | null;
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            done: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sound/branches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 党支部，最需要帮助的在前 / branches, those that want most help first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    area?: string;
                    only?: "over" | "due" | "small" | "no_secretary" | "quiet" | "behind" | "missing";
                    under?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string | null;
                                full: number;
                                id: string;
                                name: string;
                                needs: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                }[];
                                points: number | null;
                                probationary: number;
                                stars: number | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sound/branches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            indicators: {
                                en: string;
                                id: string;
                                next: number;
                                now: number;
                                of: number;
                                points: number;
                                reached: number;
                                source: string;
                                /** @enum {unknown} */
                                state: "met" | "behind" | "not_due";
                                unverified: boolean;
                                wanted: number;
                                why: {
                                    en: string;
                                    zh: string;
                                };
                                zh: string;
                            }[];
                            name: string;
                            needs: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            on: string;
                            points: number | null;
                            star_rows: {
                                en: string;
                                from_points: number;
                                source: string;
                                stars: number;
                                unverified: boolean;
                                usual_share: number;
                                zh: string;
                            }[];
                            stars: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sound/branches/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 指标背后发生的事 / what happened behind an indicator */
        get: {
            parameters: {
                query: {
                    indicator: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                attended: number;
                                counts_for: string;
                                day: string;
                                held_by: string;
                                id: string;
                                made_up: boolean;
                                should_attend: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sound/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    under?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            areas: {
                                branches: number;
                                id: string;
                                name: string;
                                needing: number;
                                rings: [
                                    number,
                                    number
                                ][][];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sound/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 全貌：总数和逐个下级 / the whole: totals, and a row for each below */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    under?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            coverage: {
                                attached: number;
                                none: number;
                                own: number;
                                units: number;
                            };
                            next: string | null;
                            rows: {
                                away: number;
                                below: boolean;
                                branches: number;
                                coming: number;
                                form: string;
                                full: number;
                                id: string;
                                missing: number;
                                name: string;
                                needing: number;
                                no_secretary: number;
                                probationary: number;
                                quiet: number;
                                small: number;
                                stars: number[];
                                term_due: number;
                                term_over: number;
                            }[];
                            stars: {
                                en: string;
                                from_points: number;
                                source: string;
                                stars: number;
                                unverified: boolean;
                                usual_share: number;
                                zh: string;
                            }[];
                            total: {
                                away: number;
                                branches: number;
                                coming: number;
                                full: number;
                                missing: number;
                                needing: number;
                                no_secretary: number;
                                probationary: number;
                                quiet: number;
                                small: number;
                                stars: number[];
                                term_due: number;
                                term_over: number;
                            };
                            under: {
                                form: string;
                                id: string;
                                name: string;
                            } | null;
                            way: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/talks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                between: string;
                                day: string;
                                id: string;
                                one: {
                                    id: string;
                                    name: string;
                                };
                                organisation: string;
                                other: {
                                    id: string;
                                    name: string;
                                };
                                sealed: {
                                    box: string;
                                    keys: {
                                        [key: string]: string;
                                    };
                                    nonce: string;
                                } | null;
                                version: number;
                            }[];
                            next: string | null;
                            partners: {
                                name: string;
                                organisation_id: string;
                                person_id: string;
                                public_key: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        day: string;
                        /** Format: uuid */
                        organisation_id: string;
                        /** Format: uuid */
                        other_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/talks/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sealed: {
                            box: string;
                            keys: {
                                [key: string]: string;
                            };
                            nonce: string;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/talks/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: {
                                public_key: string;
                                salt: string;
                                version: number;
                                wrapped_key: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        public_key: string;
                        salt: string;
                        version: number;
                        wrapped_key: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Templates of your organisations and those shared by all, those of a category first */
        get: {
            parameters: {
                query?: {
                    category?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                category: string | null;
                                /** Format: date-time */
                                changed_at: string;
                                changed_by: string | null;
                                id: string;
                                may_write: boolean;
                                organisation: string | null;
                                organisation_id: string | null;
                                text: string;
                                title: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Write a template for your organisation, or for all */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        category?: string | null;
                        shared?: boolean;
                        text: string;
                        title: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Retire a template; answers that used it stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Rewrite a template; `seen` is the `changed_at` that you read */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        category?: string | null;
                        /** Format: date-time */
                        seen?: string;
                        text?: string;
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            category: string | null;
                            /** Format: date-time */
                            changed_at: string;
                            changed_by: string | null;
                            id: string;
                            may_write: boolean;
                            organisation: string | null;
                            organisation_id: string | null;
                            text: string;
                            title: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tiles/areas/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Areas as a vector tile: layers `areas` and `names`
         * @description With the territory’s version in `v` it may be kept for a day; without, it is asked for again each time.
         */
        get: {
            parameters: {
                query?: {
                    /** @description How the base map counts; wgs84 where it is left out */
                    datum?: "wgs84" | "gcj02";
                    v?: number;
                };
                header?: never;
                path: {
                    x: number;
                    y: number;
                    z: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tiles/matters/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Matters within your reach as a vector tile: layer `matters` when near, `density` when far */
        get: {
            parameters: {
                query?: {
                    area?: string;
                    category?: string;
                    /** @description How the base map counts; wgs84 where it is left out */
                    datum?: "wgs84" | "gcj02";
                    /** @description Only what lies in the area itself and in no area below it */
                    here?: boolean;
                    kind?: "request" | "part" | "task";
                    /** @description true: those not closed; false: those closed; else both */
                    open?: boolean;
                    q?: string;
                    state?: string;
                    urgency?: string;
                    view?: "inbox" | "mine" | "to_decide" | "below" | "passed_on" | "came_up" | "supervised" | "overdue" | "all";
                };
                header?: never;
                path: {
                    x: number;
                    y: number;
                    z: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Papers that my organisations sent, or were sent; the newest first */
        get: {
            parameters: {
                query: {
                    after?: string;
                    limit?: number;
                    open?: "yes";
                    side: "sent" | "received";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                answer_by: string;
                                asker: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                /** Format: date-time */
                                created_at: string;
                                /** Format: uuid */
                                id: string;
                                kind: {
                                    clock: string;
                                    en: string;
                                    /** @enum {unknown} */
                                    form: "ask" | "report";
                                    id: string;
                                    limit: number;
                                    source: string;
                                    unverified: boolean;
                                    zh: string;
                                };
                                number: string;
                                overdue: boolean;
                                /** @enum {unknown} */
                                stage: "waiting" | "answered" | "closed" | "withdrawn";
                                superior: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                title: string;
                                verdict: ("agreed" | "conditions" | "refused" | "not_ours" | "noted") | null;
                                version: number;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask or report: one paper, one matter */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        asker_id: string;
                        body: string;
                        documents?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        follows?: string | null;
                        kind: string;
                        photos?: {
                            claim: string;
                            /** Format: uuid */
                            id: string;
                        }[];
                        title: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One paper */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            answer: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                words: string | null;
                            } | null;
                            answer_by: string;
                            asker: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            body: string;
                            /** Format: date-time */
                            created_at: string;
                            documents: {
                                bytes: number;
                                /** @enum {unknown} */
                                format: "pdf" | "docx" | "xlsx" | "pptx";
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                            followed_by: string | null;
                            follows: string | null;
                            /** Format: uuid */
                            id: string;
                            kind: {
                                clock: string;
                                en: string;
                                /** @enum {unknown} */
                                form: "ask" | "report";
                                id: string;
                                limit: number;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            };
                            may: {
                                answer: ("agreed" | "conditions" | "refused" | "not_ours" | "noted")[];
                                ask_again: boolean;
                                receive: boolean;
                                withdraw: boolean;
                            };
                            /** @description 批复以前不得先办 */
                            may_proceed: boolean;
                            number: string;
                            overdue: boolean;
                            photos: {
                                /** Format: uuid */
                                id: string;
                                thumb: string;
                                url: string;
                            }[];
                            /** @enum {unknown} */
                            stage: "waiting" | "answered" | "closed" | "withdrawn";
                            superior: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            title: string;
                            verdict: ("agreed" | "conditions" | "refused" | "not_ours" | "noted") | null;
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a request or receive a report, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        verdict: "agreed" | "conditions" | "refused" | "not_ours" | "noted";
                        version: number;
                        words?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载附件 / one of its documents, for those who read the paper */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    document: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The answer has arrived */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back before it is answered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传请示报告的附件 / upload a paper’s document (field `document`): PDF, docx, xlsx, pptx */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            claim: string;
                            /** @enum {unknown} */
                            format: "pdf" | "docx" | "xlsx" | "pptx";
                            id: string;
                            name: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/upward/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For which of my organisations I may ask, to whom it goes, and which kinds there are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            askers: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                superior: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                } | null;
                            }[];
                            documents: {
                                most: number;
                                most_bytes: number;
                            };
                            kinds: {
                                clock: string;
                                en: string;
                                /** @enum {unknown} */
                                form: "ask" | "report";
                                id: string;
                                limit: number;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address: {
                            /** Format: uuid */
                            area?: string;
                            category?: string;
                            /** Format: uuid */
                            handler?: string;
                            /** @description Only what lies in the area itself and in no area below it */
                            here?: boolean;
                            /** @enum {unknown} */
                            kind?: "request" | "part" | "task";
                            /** @description true: those not closed; false: those closed; else both */
                            open?: boolean;
                            /** Format: uuid */
                            owner?: string;
                            q?: string;
                            state?: string;
                            urgency?: string;
                            /** @enum {unknown} */
                            view?: "inbox" | "mine" | "to_decide" | "below" | "passed_on" | "came_up" | "supervised" | "overdue" | "all";
                        };
                        name: string;
                        shared_with?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        address?: {
                            /** Format: uuid */
                            area?: string;
                            category?: string;
                            /** Format: uuid */
                            handler?: string;
                            /** @description Only what lies in the area itself and in no area below it */
                            here?: boolean;
                            /** @enum {unknown} */
                            kind?: "request" | "part" | "task";
                            /** @description true: those not closed; false: those closed; else both */
                            open?: boolean;
                            /** Format: uuid */
                            owner?: string;
                            q?: string;
                            state?: string;
                            urgency?: string;
                            /** @enum {unknown} */
                            view?: "inbox" | "mine" | "to_decide" | "below" | "passed_on" | "came_up" | "supervised" | "overdue" | "all";
                        };
                        name?: string;
                        shared_with?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Weak organisations within reach, the newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                    state?: "candidate" | "rejected" | "listed" | "accepted" | "released";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                area: string | null;
                                branch: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                };
                                due_on: string | null;
                                /** Format: uuid */
                                id: string;
                                /** Format: date-time */
                                opened_at: string;
                                overdue: boolean;
                                reasons: {
                                    en: string;
                                    of: number | null;
                                    rule_source: string;
                                    since: string | null;
                                    situation: string;
                                    source: string | null;
                                    unverified: boolean;
                                    value: number | null;
                                    zh: string;
                                }[];
                                /** @enum {unknown} */
                                state: "candidate" | "rejected" | "listed" | "accepted" | "released";
                                version: number;
                                watch_until: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was entered about one branch and stands */
        get: {
            parameters: {
                query: {
                    branch: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                en: string;
                                /** Format: date-time */
                                entered_at: string;
                                entered_by: string | null;
                                /** Format: uuid */
                                id: string;
                                since: string;
                                situation: string;
                                source: string;
                                zh: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Enter what the house cannot know, with where it comes from */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        branch_id: string;
                        /** Format: date */
                        since: string;
                        situation: string;
                        source: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak-facts/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It was wrong, or is so no longer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted_at: string | null;
                            area: string | null;
                            branch: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            decided: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                reason: string;
                            } | null;
                            due_on: string | null;
                            helpers: {
                                en: string;
                                kind: string;
                                organisation: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                } | null;
                                person: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                } | null;
                                zh: string;
                            }[];
                            history: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                en: string;
                                kind: string;
                                text: string | null;
                                zh: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            lacking: string[];
                            may_decide: boolean;
                            milestones: {
                                due_at: string | null;
                                /** Format: uuid */
                                matter_id: string;
                                number: string;
                                outcome: string | null;
                                overdue: boolean;
                                owner: string;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            }[];
                            /** Format: date-time */
                            opened_at: string;
                            overdue: boolean;
                            plan: string | null;
                            polls: {
                                closed_at: string | null;
                                dissatisfied: number | null;
                                /** Format: uuid */
                                id: string;
                                issued: number;
                                /** Format: date-time */
                                opened_at: string;
                                passed: boolean | null;
                                returned: number | null;
                                satisfied: number | null;
                                unsure: number | null;
                            }[];
                            reasons: {
                                en: string;
                                of: number | null;
                                rule_source: string;
                                since: string | null;
                                situation: string;
                                source: string | null;
                                unverified: boolean;
                                value: number | null;
                                zh: string;
                            }[];
                            /** Format: date-time */
                            refreshed_at: string;
                            rule: {
                                longest_months: number;
                                poll_least_returned: number;
                                poll_pass_percent: number;
                                source: string;
                                unverified: boolean;
                                watch_months: number;
                            };
                            /** @enum {unknown} */
                            state: "candidate" | "rejected" | "listed" | "accepted" | "released";
                            version: number;
                            watch_until: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept it: off the list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List it, or say why not */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        confirm: boolean;
                        reason: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a milestone: a task with a day */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        due_day: string;
                        text: string;
                        title: string;
                        to?: string | null;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            matter_id: string;
                            number: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write the plan and name who helps */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        helpers: {
                            kind: string;
                            organisation_id?: string | null;
                            person_id?: string | null;
                        }[];
                        plan: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/poll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a residents’ poll; its codes are told this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        codes: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            codes: string[];
                            /** Format: uuid */
                            poll_id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/poll/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the poll */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/{id}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the watch, or list it again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        sound: boolean;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many are in each state, when it was last looked, and what may be entered */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                [key: string]: number;
                            };
                            situations: {
                                /** @enum {unknown} */
                                basis: "computed" | "entered";
                                en: string;
                                id: string;
                                note: string | null;
                                source: string;
                                unverified: boolean;
                                zh: string;
                            }[];
                            survey: {
                                /** Format: date-time */
                                at: string;
                                branches: number;
                                found: number;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/survey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at every branch now; it happens by itself each night */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            branches: number;
                            found: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/weak/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Teams before and after: counts over branches that were accepted, small groups left out */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            after: {
                                ages: (number | null)[] | null;
                                branches: number;
                                education: (number | null)[] | null;
                                officers: number;
                                seats: number;
                                vacant: number;
                            };
                            age_bands: number[];
                            before: {
                                ages: (number | null)[] | null;
                                branches: number;
                                education: (number | null)[] | null;
                                officers: number;
                                seats: number;
                                vacant: number;
                            };
                            education_levels: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            least_people: number;
                            unverified: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    behind?: "whistles" | "called_off" | "calls" | "in_time" | "late" | "never" | "escalated" | "objected" | "upheld" | "unfair" | "unsolved";
                    caller?: string;
                    cursor?: string;
                    from?: string;
                    matter?: string;
                    mine?: "blown" | "called" | "contested";
                    state?: "running" | "ended" | "called_off";
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                area: string | null;
                                /** Format: date-time */
                                blown_at: string;
                                called: {
                                    due_at: string | null;
                                    late: boolean;
                                    mine: boolean;
                                    organisation: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                caller: {
                                    id: string;
                                    name: string;
                                };
                                counts: {
                                    called: number;
                                    coming: number;
                                    escalated: number;
                                    late: number;
                                    over: number;
                                    there: number;
                                    waiting: number;
                                };
                                ended_at: string | null;
                                id: string;
                                kind: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                };
                                next_due_at: string | null;
                                number: string;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                urgent: boolean;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by?: string | null;
                        calls: {
                            /** Format: uuid */
                            organisation_id: string;
                            task: string;
                        }[];
                        kind: string;
                        /** Format: uuid */
                        matter_id?: string;
                        meet_at?: string | null;
                        own?: {
                            location: {
                                address?: string;
                                /** Format: uuid */
                                area_id?: string;
                                lat?: number;
                                lng?: number;
                                place_code?: string;
                            };
                            text: string;
                            title: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/{id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        by?: string | null;
                        calls: {
                            /** Format: uuid */
                            organisation_id: string;
                            task: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            until: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/{id}/instructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs now, for the wall: what is late first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                address: string | null;
                                area: string | null;
                                /** Format: date-time */
                                blown_at: string;
                                called: {
                                    due_at: string | null;
                                    late: boolean;
                                    mine: boolean;
                                    organisation: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                caller: {
                                    id: string;
                                    name: string;
                                };
                                counts: {
                                    called: number;
                                    coming: number;
                                    escalated: number;
                                    late: number;
                                    over: number;
                                    there: number;
                                    waiting: number;
                                };
                                ended_at: string | null;
                                id: string;
                                kind: {
                                    en: string;
                                    id: string;
                                    zh: string;
                                };
                                next_due_at: string | null;
                                number: string;
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                                urgent: boolean;
                            }[];
                            next: string | null;
                            /** Format: date-time */
                            now: string;
                            totals: {
                                called: number;
                                coming: number;
                                escalated: number;
                                late: number;
                                over: number;
                                there: number;
                                waiting: number;
                                whistles: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/calls/{call}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        command: {
                            /** Format: uuid */
                            comes: string;
                            /** @enum {string} */
                            type: "acknowledge";
                        } | {
                            code: string;
                            /** @enum {string} */
                            type: "arrive";
                        } | {
                            position: {
                                accuracy?: number;
                                lat: number;
                                lng: number;
                            };
                            /** @enum {string} */
                            type: "arrive_here";
                        } | {
                            /** @enum {string} */
                            type: "arrive_for";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "leave";
                        } | {
                            ground: string;
                            reason: string;
                            /** @enum {string} */
                            type: "object";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "decide_objection";
                            uphold: boolean;
                        } | {
                            reason?: string;
                            /** @enum {string} */
                            type: "release";
                        } | {
                            reason: string;
                            /** @enum {string} */
                            type: "call_off";
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/calls/{call}/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        did: boolean;
                        /** @enum {unknown} */
                        proposal?: "commend" | "criticise";
                        /** @enum {string} */
                        side: "caller";
                        solved: boolean;
                        text?: string;
                    } | {
                        fair: boolean;
                        /** @enum {string} */
                        side: "called";
                        text?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            actions: string[];
                            alone: boolean;
                            /** Format: date-time */
                            blown_at: string;
                            caller: {
                                id: string;
                                name: string;
                            };
                            calls: {
                                /** Format: date-time */
                                acknowledge_due_at: string;
                                acknowledged_at: string | null;
                                actions: string[];
                                /** Format: date-time */
                                arrive_due_at: string;
                                arrived_at: string | null;
                                arrived_metres: number | null;
                                arrived_way: {
                                    en: string;
                                    zh: string;
                                } | null;
                                /** Format: date-time */
                                called_at: string;
                                comes: {
                                    id: string;
                                    name: string;
                                } | null;
                                designated: boolean;
                                due_at: string | null;
                                ended_at: string | null;
                                escalated: number;
                                id: string;
                                in_time: boolean | null;
                                judged: {
                                    called: {
                                        fair: boolean;
                                        text: string | null;
                                    } | null;
                                    caller: {
                                        did: boolean;
                                        proposal: string | null;
                                        solved: boolean;
                                        text: string | null;
                                    } | null;
                                };
                                late: boolean;
                                /** @description The organisation called is one of the reader */
                                mine: boolean;
                                objection: {
                                    /** Format: date-time */
                                    due_at: string;
                                    ground: {
                                        en: string;
                                        zh: string;
                                    };
                                    /** Format: date-time */
                                    made_at: string;
                                    outcome: string | null;
                                    reason: string | null;
                                } | null;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                part: {
                                    answer: string | null;
                                    due_at: string | null;
                                    id: string;
                                    may_accept: boolean;
                                    may_answer: boolean;
                                    may_read: boolean;
                                    number: string;
                                    state: string;
                                    state_words: {
                                        en: string;
                                        zh: string;
                                    };
                                    version: number;
                                };
                                state: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                task: string;
                                times_left: number;
                                version: number;
                                waits_for: string | null;
                                why: {
                                    en: string;
                                    zh: string;
                                } | null;
                            }[];
                            ended_at: string | null;
                            grounds: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            id: string;
                            kind: {
                                en: string;
                                id: string;
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            };
                            matter: {
                                id: string;
                                may_read: boolean;
                                number: string;
                                state_words: {
                                    en: string;
                                    zh: string;
                                };
                                title: string;
                            };
                            meet_at: string | null;
                            number: string;
                            place: {
                                address: string | null;
                                area: string | null;
                                lat: number | null;
                                lng: number | null;
                            };
                            state: string;
                            state_words: {
                                en: string;
                                zh: string;
                            };
                            story: {
                                /** Format: date-time */
                                at: string;
                                by: string | null;
                                details: {
                                    [key: string]: unknown;
                                };
                                kind: string;
                                organisation: string | null;
                                text: string | null;
                                words: {
                                    en: string;
                                    zh: string;
                                };
                            }[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/calls/{call}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            rows: {
                                called_off: number;
                                calls: number;
                                escalated: number;
                                in_time: number;
                                late: number;
                                never: number;
                                objected: number;
                                /** @description Matters that needed several organisations */
                                several: number;
                                several_whistled: number;
                                street: {
                                    id: string;
                                    name: string;
                                };
                                unfair: number;
                                unsolved: number;
                                upheld: number;
                                whistles: number;
                            }[];
                            to: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/figures/several": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    caller: string;
                    from: string;
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                created_at: string;
                                id: string;
                                number: string;
                                parts: number;
                                title: string;
                                whistle: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/whistles/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    matter?: string;
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caller: {
                                id: string;
                                name: string;
                            };
                            kinds: {
                                /** Format: date-time */
                                acknowledge_by: string;
                                /** Format: date-time */
                                arrive_by: string;
                                calls: string[];
                                en: string;
                                id: string;
                                limits: {
                                    acknowledge: {
                                        en: string;
                                        zh: string;
                                    };
                                    arrive: {
                                        en: string;
                                        zh: string;
                                    };
                                };
                                source: string;
                                unverified: boolean;
                                urgent: boolean;
                                zh: string;
                            }[];
                            matter: {
                                address: string | null;
                                id: string;
                                number: string;
                                title: string;
                            } | null;
                            organisations: {
                                id: string;
                                kind: string;
                                name: string;
                                suggested: boolean;
                            }[];
                            running: {
                                id: string;
                                number: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report, as far as one may read it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            comes_next: string | null;
                            comment: string | null;
                            counts: {
                                [key: string]: number;
                            } | null;
                            follow_ups: {
                                due_day: string | null;
                                matter_id: string;
                                number: string;
                                state: string;
                                title: string;
                            }[];
                            grades: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            grading: string;
                            least: number;
                            may: {
                                answer: boolean;
                                ask: boolean;
                                comment: boolean;
                                follow_up: boolean;
                                grade: boolean;
                                hear: boolean;
                                write: boolean;
                            };
                            public_words: string | null;
                            questions: {
                                answer: string | null;
                                by: string | null;
                                id: string;
                                words: string;
                            }[];
                            record: {
                                en: string;
                                id: string;
                                lines: {
                                    en: string;
                                    id: string;
                                    link: string | null;
                                    of: number | null;
                                    unit: string;
                                    value: number;
                                    zh: string;
                                }[];
                                zh: string;
                            }[];
                            round: {
                                hand_in_by: string;
                                handed_in: number;
                                heard: number;
                                id: string;
                                leads: boolean;
                                public_until: string | null;
                                reports: number;
                                state: string;
                                superior: {
                                    id: string;
                                    name: string;
                                };
                                year: number;
                            };
                            row: {
                                grade: string | null;
                                graded: number | null;
                                graders: number | null;
                                handed_in_at: string | null;
                                heard_at: string | null;
                                id: string;
                                in_time: boolean | null;
                                mine: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                place: number;
                                questions: number;
                                unanswered: number;
                            };
                            source: string;
                            unverified: boolean;
                            version: number;
                            went_badly: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What the organisation above makes of it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        comment: string;
                        grade: string;
                        public_words: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is to be put right, as a task */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        due_day: string;
                        text: string;
                        title: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            matter_id: string;
                            number: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grade it, once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grade: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/hand-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand it in; its figures stay as they are now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/heard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Its secretary has spoken */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/questions/{question}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer, or write the answer down */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    question: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reports/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What went badly and what comes next */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        comes_next: string;
                        version: number;
                        went_badly: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reviews that one leads or grades in, and those that one may begin */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    q?: string;
                    year?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from_month: number;
                            items: {
                                hand_in_by: string;
                                handed_in: number;
                                heard: number;
                                id: string;
                                leads: boolean;
                                public_until: string | null;
                                reports: number;
                                state: string;
                                superior: {
                                    id: string;
                                    name: string;
                                };
                                year: number;
                            }[];
                            may_open: {
                                below: number;
                                id: string;
                                name: string;
                            }[];
                            next: string | null;
                            today: string;
                            unverified: boolean;
                            year: number;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask the secretaries below for their reports */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        superior_id: string;
                        year: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            grades: {
                                en: string;
                                id: string;
                                zh: string;
                            }[];
                            grading: string;
                            reports: {
                                grade: string | null;
                                graded: number | null;
                                graders: number | null;
                                handed_in_at: string | null;
                                heard_at: string | null;
                                id: string;
                                in_time: boolean | null;
                                mine: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                place: number;
                                questions: number;
                                unanswered: number;
                            }[];
                            row: {
                                hand_in_by: string;
                                handed_in: number;
                                heard: number;
                                id: string;
                                leads: boolean;
                                public_until: string | null;
                                reports: number;
                                state: string;
                                superior: {
                                    id: string;
                                    name: string;
                                };
                                year: number;
                            };
                            source: string;
                            summary: string | null;
                            unverified: boolean;
                            version: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/{id}/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The meeting begins; who may grade is settled */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/{id}/close-grading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the counts; nobody grades any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/{id}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The order of speaking */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        order: string[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish what may be public */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        summary: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/yearly-reviews/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is mine to write, to grade, to read */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            published: {
                                reports: {
                                    grade: {
                                        en: string;
                                        id: string;
                                        zh: string;
                                    } | null;
                                    organisation: string;
                                    words: string | null;
                                }[];
                                summary: string;
                                superior: {
                                    id: string;
                                    name: string;
                                };
                                until: string;
                                year: number;
                            }[];
                            reports: {
                                hand_in_by: string;
                                handed_in_at: string | null;
                                heard: boolean;
                                id: string;
                                mine: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                role: string;
                                state: string;
                                superior: {
                                    id: string;
                                    name: string;
                                };
                                year: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Category */
        "def-0": {
            children: components["schemas"]["def-0"][];
            en: string;
            id: string;
            zh: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
